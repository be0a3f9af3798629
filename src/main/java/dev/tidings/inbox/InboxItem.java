package dev.tidings.inbox;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tidings.notice.RecipientNotice;

/**
 * A notice as one person has it; in JSON the three stand beside the notice's own fields.
 *
 * @param archived whether it is in the archive, and in no other list
 * @param muted whether the person's preferences make it a quiet one: not counted, no toast
 */
record InboxItem(
    @JsonUnwrapped RecipientNotice notice, boolean read, boolean archived, boolean muted) {}
