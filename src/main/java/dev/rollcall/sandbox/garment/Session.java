package dev.rollcall.sandbox.garment;

import java.util.concurrent.atomic.AtomicInteger;

/// What an access or refresh token stands for.
///
/// @param companyId the tenant it is bound to; "" before one was selected
/// @param generation tokens of an older one have lost their tenant
/// @param calls how many it has made, for the option that makes it lose its tenant
record Session(String userId, String companyId, int generation, AtomicInteger calls) {}
