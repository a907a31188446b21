package io.rowlock.command.catalogue;

import static io.rowlock.command.catalogue.CatalogueRefused.Reason.CONCERT_NOT_FOUND;
import static io.rowlock.command.catalogue.CatalogueRefused.Reason.SCHEDULE_NOT_FOUND;

import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand;
import io.rowlock.api.identity.OrganiserId;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** To everybody but its organiser a concert does not exist, nor does any evening of it. */
@Component
class Ownership {
    private final Repository<Concert> concerts;
    private final Repository<Schedule> schedules;

    Ownership(Repository<Concert> concerts, Repository<Schedule> schedules) {
        this.concerts = concerts;
        this.schedules = schedules;
    }

    void mustOwn(OrganiserId asking, ConcertId concert) {
        if (!owns(asking, concert)) {
            throw new CatalogueRefused(CONCERT_NOT_FOUND);
        }
    }

    /** The schedule, for whom it belongs to. */
    Aggregate<Schedule> ownSchedule(ScheduleCommand command) {
        var schedule = schedule(command);
        if (!owns(command.organiser(), schedule.invoke(Schedule::concert))) {
            throw new CatalogueRefused(SCHEDULE_NOT_FOUND);
        }
        return schedule;
    }

    private Aggregate<Schedule> schedule(ScheduleCommand command) {
        try {
            return schedules.load(command.scheduleId().toString());
        } catch (AggregateNotFoundException unknown) {
            throw new CatalogueRefused(SCHEDULE_NOT_FOUND);
        }
    }

    private boolean owns(OrganiserId asking, ConcertId concert) {
        try {
            return concerts.load(concert.toString()).invoke(it -> it.belongsTo(asking));
        } catch (AggregateNotFoundException unknown) {
            return false;
        }
    }
}
