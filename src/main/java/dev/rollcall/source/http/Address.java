package dev.rollcall.source.http;

import java.net.URI;

/// Where one page is.
///
/// @param place what the paging goes on from: a page's number, an offset
record Address(URI uri, long place) {}
