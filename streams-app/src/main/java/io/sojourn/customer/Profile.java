package io.sojourn.customer;

import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the person: of every attribute the latest value told, by the instant it was told of; of two of one instant
 * the greater text, so that it does not matter in which order, or how often, they are told.
 *
 * @param updatedAt the latest change, or {@link Facts#NEVER_HAPPENED}
 * @param attributes by name; of more than {@value #MOST} those told of longest ago are forgotten, {@link Trait}s last
 */
public record Profile(long updatedAt, List<Attribute> attributes) {
    public static final int MOST = 32;

    /** Characters of a name; one that is longer is not remembered. */
    public static final int LONGEST_NAME = 64;

    /** Characters of a value; one that is longer is not remembered. */
    public static final int LONGEST_VALUE = 256;

    public static final Profile NONE = new Profile(Facts.NEVER_HAPPENED, List.of());

    private static final Comparator<Attribute> BY_INSTANT =
            Comparator.comparingLong(Attribute::at).thenComparing(Attribute::value);
    private static final Comparator<Attribute> BY_NAME = Comparator.comparing(Attribute::name);

    /** Which to forget first: what policies reckon with goes last. */
    private static final Comparator<Attribute> BY_USE = Comparator.comparing(
                    (Attribute attribute) -> Trait.of(attribute.name) != null)
            .thenComparingLong(Attribute::at)
            .thenComparing(Attribute::name);

    /** One of them; an empty value says that it was removed, so that an older one told late does not bring it back. */
    public record Attribute(String name, String value, long at) {}

    Profile after(Activity activity) {
        return activity instanceof Activity.ProfileUpdated told ? after(told) : this;
    }

    private Profile after(Activity.ProfileUpdated told) {
        List<Attribute> known = told.attributes().isEmpty() ? attributes : with(told);
        return known.equals(attributes) && told.at() <= updatedAt
                ? this
                : new Profile(Math.max(updatedAt, told.at()), known);
    }

    private List<Attribute> with(Activity.ProfileUpdated told) {
        List<Attribute> all = new ArrayList<>(attributes);
        for (Map.Entry<String, String> each : told.attributes().entrySet()) {
            Attribute attribute = new Attribute(each.getKey(), each.getValue(), told.at());
            Attribute known = named(attribute.name);
            if (isShort(attribute) && (known == null || BY_INSTANT.compare(known, attribute) < 0)) {
                all.remove(known);
                all.add(attribute);
            }
        }
        while (all.size() > MOST) {
            all.remove(all.stream().min(BY_USE).orElseThrow());
        }
        all.sort(BY_NAME);
        return List.copyOf(all);
    }

    private static boolean isShort(Attribute attribute) {
        return attribute.name.length() <= LONGEST_NAME && attribute.value.length() <= LONGEST_VALUE;
    }

    private @Nullable Attribute named(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name.equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    /** The value that an attribute had at {@code instant}; null if it had none, or if it was changed since. */
    public @Nullable String attribute(String name, long instant) {
        Attribute known = named(name);
        return known == null || known.at > instant || known.value.isEmpty() ? null : known.value;
    }

    /** Where the customer lives by the clock; null if that is not known, or not by this machine. */
    public @Nullable ZoneId zone(long instant) {
        String value = attribute(Trait.ZONE.attribute(), instant);
        return value == null ? null : Trait.zone(value);
    }

    /** The day of the year on which the customer was born; null if it is not known. */
    public @Nullable MonthDay birthday(long instant) {
        String value = attribute(Trait.BIRTHDAY.attribute(), instant);
        return value == null ? null : Trait.birthday(value);
    }

    /** When the customer registered, or {@link Facts#NEVER_HAPPENED} if that is not known. */
    public long registeredAt(long instant) {
        String value = attribute(Trait.REGISTERED_AT.attribute(), instant);
        return value == null ? Facts.NEVER_HAPPENED : Trait.registeredAt(value);
    }

    /** Whether the customer consents to something, as {@code email}; not having said so is no consent. */
    public boolean consents(String to, long instant) {
        return Trait.YES.equals(attribute(to + Trait.CONSENT.attribute(), instant));
    }
}
