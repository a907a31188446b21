package io.rowlock.command.waitingroom.pace;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Has the pace judged again and again. */
@Configuration(proxyBeanMethods = false)
class PaceConfiguration {
    @Bean
    SchedulingConfigurer lookingHowWeAreDoing(Pace pace, PaceSettings settings) {
        return tasks -> tasks.addFixedDelayTask(pace::look, settings.lookEvery());
    }
}
