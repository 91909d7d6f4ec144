package io.sojourn.stream;

import java.util.List;
import java.util.stream.Collectors;

/** The topics are such that results would be wrong; the message holds every finding with the command that mends it. */
public final class UnsoundTopicsException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient List<TopicFinding> findings;

    UnsoundTopicsException(List<TopicFinding> findings) {
        super(findings.stream()
                .map(TopicFinding::toString)
                .collect(Collectors.joining("\n", "the topics are not as they must be:\n", "")));
        this.findings = List.copyOf(findings);
    }

    /** What was found, one or more. */
    public List<TopicFinding> findings() {
        return findings;
    }
}
