/**
 * What a ledger says as tables, for analysts: files and one database, both written by DuckDB, which nothing else of Sojourn knows.
 * Rows come from the fold alone; SQL counts and sums them, and decides nothing of a customer.
 */
@NullMarked
package io.sojourn.tables;

import org.jspecify.annotations.NullMarked;
