/// Pulls a partner's API page by page, several at once where that is possible, through the route `pull` of Camel.
/// Makes single attempts and says what came of them; rate, retry, pauses and tokens are `tenant`'s.
@org.jspecify.annotations.NullMarked
package dev.rollcall.source.http;
