/// The connector of docs/connectors.md: what one looks like that does little, and declares no more.
@org.jspecify.annotations.NullMarked
package dev.rollcall.connector.example;
