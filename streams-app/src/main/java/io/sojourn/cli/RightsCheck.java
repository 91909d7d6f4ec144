package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.rights.Component;
import io.sojourn.rights.OwnRights;
import io.sojourn.schemas.KafkaUser;
import org.apache.kafka.clients.admin.Admin;

/** What the doctor asks about rights: whether the broker gives us all that the application needs. */
final class RightsCheck {

    private RightsCheck() {}

    static Check of(Settings settings, Admin admin) {
        new OwnRights(admin, settings).require(Component.APPLICATION);
        return Check.ok("Rights", "权限", KafkaUser.in(settings.kafka()) + " lacks none, as far as the broker tells");
    }
}
