package io.rowlock.command.platform.commands;

import java.util.List;
import java.util.Random;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** The command bus: in the caller's own thread, one transaction a command, conflicts tried again. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    @Bean
    CommandBus commandBus(
            TransactionManager transactions,
            List<CorrelationDataProvider> correlations,
            ObjectProvider<Guard> guards,
            CommandSettings settings) {
        var bus = new EachOnItsOwn(SimpleCommandBus.builder()
                .transactionManager(transactions)
                // A refusal comes before the first change, so there is nothing to roll back; and rolling back would
                // throw away what was loaded, which the next refusal could use.
                .rollbackConfiguration(failure -> !(failure instanceof Refusal)));
        bus.registerDispatchInterceptor(
                new Guarded(SingletonSupplier.of(() -> guards.orderedStream().toList())));
        bus.registerHandlerInterceptor(new AtOnce(settings.atOnce(), settings.answerWithin()));
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlations));
        bus.registerHandlerInterceptor(new Written.OpenNote());
        return bus;
    }

    @Bean
    ConfigurerModule noteWhatIsWritten() {
        return configurer -> configurer.onInitialize(
                axon -> axon.onStart(() -> axon.eventStore().registerDispatchInterceptor(new Written.FillNote())));
    }

    @Bean
    RetryOnConflict retryOnConflict(CommandSettings settings) {
        return new RetryOnConflict(new Random(), settings.conflictRetries(), settings.conflictPause());
    }

    @Bean
    CommandGateway commandGateway(
            CommandBus bus,
            RetryOnConflict retryOnConflict,
            List<MessageDispatchInterceptor<CommandMessage<?>>> whatIsHandedOver) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                // Here and not on the bus, because what is tried again comes to the bus from another thread.
                .dispatchInterceptors(List.copyOf(whatIsHandedOver))
                .retryScheduler(retryOnConflict)
                .build();
    }
}
