package io.rowlock.api.catalogue;

import io.rowlock.api.Money;
import io.rowlock.api.seat.SeatName;

/** A block of equally long rows at one price. */
public record Section(String name, String grade, int rows, int seatsPerRow, Money price) {
    public Section {
        if (rows < 1 || seatsPerRow < 1) {
            throw new IllegalArgumentException("A section needs at least one row of one seat");
        }
        // The name must be good for naming its seats, down to the last one.
        var _ = new SeatName(name, rows, seatsPerRow);
    }

    public long seats() {
        return (long) rows * seatsPerRow;
    }

    public boolean has(SeatName seat) {
        return name.equals(seat.section()) && seat.row() <= rows && seat.number() <= seatsPerRow;
    }
}
