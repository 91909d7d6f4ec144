package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import java.util.List;

/**
 * What a policy is held to: given these events of one customer, in the order they are told, exactly that is decided.
 *
 * @param expected in the words of {@link Told#text}
 * @param until how long to wait for silence after the last event
 * @param allowOthers whether more may be decided than is expected
 */
record Story(String name, int line, List<Activity> given, List<Told> expected, long until, boolean allowOthers) {}
