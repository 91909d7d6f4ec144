package io.sojourn.stream;

/**
 * Something about a topic that is not as the catalogue has it.
 *
 * @param severity whether Sojourn runs all the same
 * @param topic the topic's name
 * @param problem what is wrong and what would come of it
 * @param mend the command that mends it, ready to be pasted into a shell
 */
public record TopicFinding(Severity severity, String topic, String problem, String mend) {
    /** How bad it is. */
    public enum Severity {
        /** Results would be wrong or data lost: Sojourn does not start. */
        REFUSE,
        /** It works, but not as one would expect. */
        WARN
    }

    @Override
    public String toString() {
        return topic + ": " + problem + "\n    " + mend;
    }
}
