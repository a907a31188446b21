package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.Section;
import io.rowlock.query.seatmap.SeatMapView.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives every seat of an evening a number: section by section, row by row, as the map shows them. */
final class House {
    static final int NOWHERE = -1;

    private final List<Section> sections;
    private final Map<String, Placed> byName = new HashMap<>();
    private final int seats;

    private record Placed(Section section, int begin) {
        int indexOf(int row, int number) {
            return row <= section.rows() && number <= section.seatsPerRow()
                    ? begin + (row - 1) * section.seatsPerRow() + number - 1
                    : NOWHERE;
        }
    }

    House(List<Section> sections) {
        this.sections = List.copyOf(sections);
        int begin = 0;
        for (var section : sections) {
            byName.put(section.name(), new Placed(section, begin));
            begin = Math.addExact(begin, Math.toIntExact(section.seats()));
        }
        this.seats = begin;
    }

    int seats() {
        return seats;
    }

    /** NOWHERE for a seat that the evening does not have. */
    int indexOf(String section, int row, int number) {
        var placed = byName.get(section);
        return placed == null ? NOWHERE : placed.indexOf(row, number);
    }

    String nameOf(int index) {
        int left = index;
        for (var section : sections) {
            if (left < section.seats()) {
                return section.name() + "-" + (left / section.seatsPerRow() + 1) + "-"
                        + (left % section.seatsPerRow() + 1);
            }
            left -= Math.toIntExact(section.seats());
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** @param letters one for each seat */
    List<Block> blocks(byte[] letters) {
        var blocks = new ArrayList<Block>();
        int begin = 0;
        for (var section : sections) {
            int many = Math.toIntExact(section.seats());
            blocks.add(new Block(
                    section.name(),
                    section.grade(),
                    section.price(),
                    section.rows(),
                    section.seatsPerRow(),
                    new String(letters, begin, many, StandardCharsets.US_ASCII)));
            begin += many;
        }
        return blocks;
    }
}
