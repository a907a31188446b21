package io.rowlock.query.catalogue;

/** Where an evening stands between the opening and the close of its sales. */
enum ScheduleState {
    UPCOMING,
    ONGOING,
    ENDED,
    /** It does not take place, whatever the clock says. */
    CANCELLED
}
