package io.sojourn;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.Reason;

/** What each reason means and what to do, in both languages; the compiler sees that none is missing. */
final class ReasonTexts {
    private ReasonTexts() {}

    /** Three cells of a table: meaning, meaning in Chinese, what to do. */
    static String of(Reason reason) {
        return switch (reason) {
            case NOT_AVRO ->
                cells(
                        "no value, or not Avro in Confluent's wire format (a zero byte, four bytes of schema id, the record)",
                        "没有值，或不是 Confluent 格式的 Avro",
                        "use a Confluent-compatible serializer; there is nothing to delete on an input");
            case UNKNOWN_SCHEMA ->
                cells(
                        "the registry answers, and has no schema of that id",
                        "Schema Registry 中没有该 schema",
                        "does the sender use another registry?");
            case UNREADABLE ->
                cells(
                        "the bytes do not fit the schema they name",
                        "字节与所声明的 schema 不符",
                        "mend the sender: it writes wrong bytes");
            case UNEXPECTED_TYPE ->
                cells(
                        "a record that does not belong on this topic",
                        "记录类型不属于该主题",
                        "send it to the topic that lists its type");
            case MISSING_ID ->
                cells(
                        "a required id is blank, or the customer is missing where there can be no guest",
                        "缺少必需的编号，或不允许游客的主题缺少客户编号",
                        "fill it; only orders and visits may come without a customer");
            case INVALID_ID ->
                cells(
                        "an id longer than " + IntakeChecks.LONGEST_ID
                                + " bytes of UTF-8, with control characters, or no valid Unicode",
                        "编号过长、含控制字符或不是有效的 Unicode",
                        "shorten or clean it at the source, always the same way");
            case UNKNOWN_CURRENCY ->
                cells("not an ISO 4217 code", "不是 ISO 4217 货币代码", "three capital letters, such as `CNY`");
            case CURRENCY_NOT_ACCEPTED ->
                cells(
                        "another currency than `money.currency`",
                        "不是本系统设定的货币",
                        "convert before sending: adding up two currencies makes no sense");
            case INVALID_AMOUNT ->
                cells(
                        "a negative total, an amount beyond %,d, or more than %d decimals"
                                .formatted(IntakeChecks.LARGEST_AMOUNT.longValueExact(), IntakeChecks.DECIMALS),
                        "金额为负、超出范围或小数位过多",
                        "what went back is an `OrderRefunded`; check the unit");
            case INVALID_VALUE ->
                cells(
                        "a value outside what its field may hold: a rating beyond 1 to 5, a blank kind, an attribute too long or not in its form",
                        "字段取值超出允许范围",
                        "see the field");
            case TIME_AHEAD ->
                cells(
                        "it claims to have happened later than it arrived, by more than `intake.max.ahead`",
                        "发生时间超前于到达时间",
                        "set the sender's clock; send seconds as milliseconds");
            case TIME_OUT_OF_RANGE ->
                cells("it claims to have happened before 1900", "发生时间早于 1900 年", "check the unit of the time");
            case TOO_LARGE ->
                cells(
                        "larger than `intake.max.event.bytes`, or headers of more than %,d bytes"
                                .formatted(IntakeChecks.LARGEST_HEADERS),
                        "记录或消息头过大",
                        "send less with the event, or raise the setting");
        };
    }

    private static String cells(String meaning, String meaningZh, String whatToDo) {
        return meaning + " | " + meaningZh + " | " + whatToDo;
    }
}
