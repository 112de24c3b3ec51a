package dev.rollcall.sandbox.deskhero;

import dev.rollcall.sandbox.host.Option;
import dev.rollcall.sandbox.host.Setting;

/// What Deskhero's pages leave open, each with the reading that holds by default.
@SuppressWarnings("ImmutableEnumChecker") // a setting is never changed
public enum DeskheroOption implements Option {
    /// The tenant's name in the path.
    TENANT("tenant", "contoh"),
    /// The version in the path; 1 is served as v1 and v1.0.
    VERSION("version", "1"),
    /// Tokens of the account with that role, beside those that seeds give out.
    ADMIN_TOKEN("adminToken", "deskhero-admin-token"),
    OWNER_TOKEN("ownerToken", "deskhero-owner-token"),
    USER_TOKEN("userToken", "deskhero-user-token"),
    /// The field of an answer that holds the payload; `bare`: the payload alone.
    WRAPPER("wrapper", "data", "data", "result", "items", "bare"),
    /// The body of an error.
    ERRORS("errors", "messages", "messages", "problem", "empty"),
    /// The number of the first page.
    PAGE_BASE("pageBase", "1", "0", "1"),
    TAKE_DEFAULT("takeDefault", "25"),
    /// A larger take is cut to this.
    TAKE_MOST("takeMost", "100"),
    /// `ignored`: a list is given whole, whatever page is asked for.
    PAGING("paging", "kept", "kept", "ignored"),
    /// How enums are sent; both are understood.
    ENUMS("enums", "number", "number", "name"),
    /// An update that leaves out role, status or groups: they become UNKNOWN (refused) and empty, or stay.
    PARTIAL_PUT("partialPut", "false", "true", "false"),
    /// An update without the everyone group.
    EVERYONE("everyone", "kept", "kept", "refused"),
    /// The answer for an id that nobody has.
    UNKNOWN_ID_STATUS("unknownIdStatus", "400", "400", "404"),
    /// The answer without a good token.
    TOKEN_STATUS("tokenStatus", "401", "401", "403"),
    /// Inviting a member or somebody who is invited already.
    REINVITE("reinvite", "refuse", "refuse", "skip"),
    /// Addresses in one invitation call.
    INVITE_MOST("inviteMost", "100"),
    /// Days until an invitation ends.
    INVITE_DAYS("inviteDays", "14"),
    /// Users and open invitations that are paid for; 0: no limit. One more is answered with require_increase.
    CAP("cap", "0"),
    /// Whether open invitations can be listed.
    INVITE_LIST("inviteList", "true", "true", "false");

    private final Setting setting;

    DeskheroOption(String key, String fallback, String... choices) {
        this.setting = new Setting(key, fallback, choices);
    }

    @Override
    public Setting setting() {
        return setting;
    }
}
