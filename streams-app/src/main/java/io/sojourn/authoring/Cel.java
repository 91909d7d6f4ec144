package io.sojourn.authoring;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import java.util.ArrayList;
import java.util.List;

/** The Common Expression Language's own parser and type checker, told of our measures. It evaluates nothing. */
final class Cel {
    private static final CelCompiler COMPILER = compiler(SimpleType.BOOL);
    private static final CelCompiler OF_NUMBERS = compiler(SimpleType.DOUBLE);

    private Cel() {}

    static CelValidationResult parse(String text) {
        return COMPILER.parse(text);
    }

    static CelValidationResult check(CelAbstractSyntaxTree parsed) {
        return COMPILER.check(parsed);
    }

    static CelValidationResult checkNumber(CelAbstractSyntaxTree parsed) {
        return OF_NUMBERS.check(parsed);
    }

    private static CelCompiler compiler(CelType result) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .setStandardMacros()
                .setResultType(result);
        for (Word word : Word.values()) {
            if (word.takes == Word.Takes.NO_BRACKETS) {
                builder.addVar(word.text, type(word.unit));
            } else {
                builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(word.text, overloads(word)));
            }
        }
        for (Span span : Span.values()) {
            builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    span.text, CelOverloadDecl.newGlobalOverload(span.text, SimpleType.DURATION, SimpleType.INT)));
        }
        return builder.build();
    }

    private static List<CelOverloadDecl> overloads(Word word) {
        CelType of = type(word.unit);
        List<CelOverloadDecl> overloads = new ArrayList<>();
        switch (word.takes) {
            case NOTHING -> overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of));
            case WINDOW -> {
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of));
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text + "_in", of, SimpleType.DURATION));
            }
            case HORIZON -> overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of, SimpleType.DURATION));
            case KIND_AND_WINDOW -> {
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of));
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text + "_in", of, SimpleType.DURATION));
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text + "_of", of, SimpleType.STRING));
                overloads.add(CelOverloadDecl.newGlobalOverload(
                        word.text + "_of_in", of, SimpleType.STRING, SimpleType.DURATION));
            }
            case DATE -> {
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of, SimpleType.STRING));
                overloads.add(CelOverloadDecl.newGlobalOverload(
                        word.text + "_shifted", of, SimpleType.STRING, SimpleType.STRING));
            }
            case SIGN, ATTRIBUTE, LADDER, GRID, TAG ->
                overloads.add(CelOverloadDecl.newGlobalOverload(word.text, of, SimpleType.STRING));
            case NO_BRACKETS -> throw new IllegalArgumentException(word + " is no function");
        }
        return overloads;
    }

    private static CelType type(Word.Unit unit) {
        return switch (unit) {
            case COUNT, SCORE -> SimpleType.INT;
            case MONEY, FRACTION -> SimpleType.DOUBLE;
            case SPAN -> SimpleType.DURATION;
            case NAME -> SimpleType.STRING;
            case TRUTH -> SimpleType.BOOL;
        };
    }
}
