package io.rowlock.query.verifier;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Something that is shown and does not follow from the log, or that follows from it and is not shown. */
sealed interface Finding {
    /** The group of projections that shows it. */
    String group();

    /** The stream it is about; the group itself where it is about all of them. */
    String stream();

    /** For people: what is wrong, in one sentence. */
    String sentence();

    /** For programs: {@code row-differs}. */
    default String kind() {
        return kindOf(getClass());
    }

    static String kindOf(Class<?> finding) {
        return finding.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A row has seen its events and does not say what they say. */
    record RowDiffers(String group, String stream, String table, String row, List<Column> columns) implements Finding {
        private static final int LONGEST_VALUE = 60;

        /** What a column should hold, and what it holds. */
        record Column(String name, String expected, String found) {
            @Override
            public String toString() {
                return name + " is " + shortened(found) + " and should be " + shortened(expected);
            }

            private static String shortened(String value) {
                return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
            }
        }

        public RowDiffers {
            columns = List.copyOf(columns);
        }

        @Override
        public String sentence() {
            return "Of " + row + " in " + table + ", "
                    + String.join(", ", columns.stream().map(Column::toString).toList())
                    + ".";
        }
    }

    /** The events were carried past, and there is no row. */
    record RowMissing(String group, String stream, String table, String row) implements Finding {
        @Override
        public String sentence() {
            return "There should be " + row + " in " + table + ", and there is not.";
        }
    }

    /** A row that no event has ever told of. */
    record RowTooMany(String group, String stream, String table, String row) implements Finding {
        @Override
        public String sentence() {
            return "There is " + row + " in " + table + ", of which the log knows nothing.";
        }
    }

    /**
     * In the log, and not on the topic that everybody follows.
     *
     * @param among how many records were looked through before the search was given up; 0 if that were all
     */
    record EventNotOnTopic(String group, String stream, long sequence, String event, int among) implements Finding {
        @Override
        public String sentence() {
            return "Event " + sequence + " (" + event + ") is in the log, and "
                    + (among == 0
                            ? "was never put on the topic."
                            : "is not among the " + among + " records of the topic that were looked through for it.");
        }
    }

    /** On the topic, the group has gone past it, and no row has seen it. */
    record EventPassedOver(String group, String stream, long sequence, String event) implements Finding {
        @Override
        public String sentence() {
            return "Event " + sequence + " (" + event + ") is on the topic and was gone past, but no row has seen it.";
        }
    }

    /** The rows are as they would be if one event had happened twice. */
    record AppliedTwice(String group, String stream, long sequence, String event) implements Finding {
        @Override
        public String sentence() {
            return "What is shown is what it would be had event " + sequence + " (" + event + ") happened twice.";
        }
    }

    /** A row has seen what the log does not have: the log was put back, or the row is another log's. */
    record AheadOfTheLog(String group, String stream, long seen, long last) implements Finding {
        @Override
        public String sentence() {
            return "The row has seen event " + seen + ", and the log ends with " + last + ".";
        }
    }

    /** There are events to follow, and nobody follows them. */
    record StandsStill(String group, long behind, Duration since, String why) implements Finding {
        @Override
        public String stream() {
            return group;
        }

        @Override
        public String sentence() {
            return "It is " + behind + " records behind and has not moved for " + since.toSeconds() + " s" + why + ".";
        }
    }
}
