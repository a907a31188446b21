package io.rowlock.command.catalogue;

import static io.rowlock.command.catalogue.CatalogueRefused.Reason.CONCERT_NOT_FOUND;

import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Opens schedules, for which a concert and its organiser must be looked at first. */
@Component
class CatalogueDesk {
    private final Repository<Concert> concerts;
    private final Repository<Schedule> schedules;

    CatalogueDesk(Repository<Concert> concerts, Repository<Schedule> schedules) {
        this.concerts = concerts;
        this.schedules = schedules;
    }

    @CommandHandler
    void handle(OpenSchedule command) throws Exception {
        try {
            concerts.load(command.concertId().toString()).execute(concert -> concert.mustBelongTo(command.organiser()));
        } catch (AggregateNotFoundException unknown) {
            throw new CatalogueRefused(CONCERT_NOT_FOUND);
        }
        schedules.newInstance(() -> Schedule.open(command));
    }
}
