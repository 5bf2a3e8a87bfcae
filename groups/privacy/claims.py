"""What erasure does with each row of this app that points to somebody."""

from groups.privacy.shapes import Claim, Claims

CLAIMS: Claims = {
    "AccessNeed.person": Claim.DELETED,
    "AccessNeed.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "AccessProfile.person": Claim.DELETED,
    "AccessShare.person": Claim.DELETED,
    "AccessShare.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "AccessShare.withdrawn_by": Claim.KEPT_WITHOUT_NAME,
    "Activity.person": Claim.KEPT_WITHOUT_NAME,
    "CallMe.member": Claim.DELETED,
    "CallMe.to": Claim.DELETED,
    "CareTie.about": Claim.DELETED,
    "CareTie.member": Claim.DELETED,
    "CareTie.told_to": Claim.UNLINKED,
    "Concern.member": Claim.DELETED,
    "Concern.to": Claim.UNLINKED,  # the writer may send it on
    "ContactBlock.asked_by": Claim.DELETED,
    "ContactBlock.other": Claim.DELETED,
    "CallOutcome.by": Claim.KEPT_WITHOUT_NAME,
    "Consent.person": Claim.DELETED,  # taken back from every place first
    "Consent.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "ConversationNote.by": Claim.KEPT_WITHOUT_NAME,
    "DataRequest.person": Claim.KEPT_WITHOUT_NAME,
    "DataRequest.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "Delivery.person": Claim.DELETED,
    "DutyHolder.person": Claim.DELETED,
    "ExitNote.member": Claim.DELETED,
    "Expression.person": Claim.DELETED,  # with its answers and the notes of what was said
    "Expression.typed_by": Claim.KEPT_WITHOUT_NAME,
    "Helper.member": Claim.DELETED,
    "Helper.person": Claim.ITSELF,  # stops helping; what they did stays for the person they helped
    "Helper.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "Helper.stopped_by": Claim.KEPT_WITHOUT_NAME,
    "Invitation.person": Claim.DELETED,
    "Invitation.accepted_by": Claim.DELETED,
    "Invitation.comes_with": Claim.UNLINKED,
    "Invitation.invited_by": Claim.KEPT_WITHOUT_NAME,
    "Job.asked_by": Claim.ITSELF,  # a copy of what we hold goes with its file
    "Look.person": Claim.DELETED,
    "Look.by": Claim.KEPT_WITHOUT_NAME,
    "Membership.buddy": Claim.UNLINKED,
    "Membership.comes_with": Claim.UNLINKED,
    "Membership.contact": Claim.UNLINKED,
    "Membership.person": Claim.ITSELF,  # becomes a place without a name
    "OutsideContact.named_by": Claim.KEPT_WITHOUT_NAME,
    "OutsideContact.person": Claim.ITSELF,  # stands down
    "Person.account": Claim.ITSELF,
    "PointOfContact.added_by": Claim.KEPT_WITHOUT_NAME,
    "PointOfContact.holder": Claim.UNLINKED,
    "PointOfContact.proposed_to": Claim.UNLINKED,
    "PrintRun.by": Claim.KEPT_WITHOUT_NAME,
    "RoleOffer.member": Claim.DELETED,
    "RoleOffer.offered_by": Claim.UNLINKED,
    "WellbeingNote.person": Claim.DELETED,
    "Spoken.who": Claim.KEPT_WITHOUT_NAME,
    "RoomPass.issued_by": Claim.KEPT_WITHOUT_NAME,
    "RoomPass.member": Claim.DELETED,
    "Upload.by": Claim.DELETED,  # with its file; what became the group's own papers is taken out of it first
}
