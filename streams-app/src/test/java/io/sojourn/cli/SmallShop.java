package io.sojourn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Files of a shop: twenty customers, of whom each orders in five months of 2024. */
record SmallShop(Path orders, Path mapping) {
    static SmallShop in(Path folder) throws IOException {
        StringBuilder rows = new StringBuilder("id,at,who,total\n");
        for (int month = 0; month < 5; month++) {
            for (int customer = 0; customer < 20; customer++) {
                LocalDate day = LocalDate.of(2024, 1, 1).plusMonths(month).plusDays(customer);
                rows.append("%d-%d,%s,c%d,10%n".formatted(month, customer, day, customer));
            }
        }
        return new SmallShop(
                Files.writeString(folder.resolve("orders.csv"), rows),
                Files.writeString(folder.resolve("shop.yaml"), """
                        source: shop
                        rows: orders
                        order: {column: id}
                        time: {column: at, patterns: [yyyy-MM-dd]}
                        customer: {column: who}
                        amount: {column: total}
                        currency: {constant: USD}
                        """));
    }
}
