//! The verbs of instructions, and whether a word of a text is one. English has no endings that tell: `list` is what you
//! do and what you do it to. So words are listed by how sure one can be, and what is not known is never held against a
//! writer.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How sure a word is a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Hardly ever anything else.
    Verb,
    /// A noun or an adjective as well.
    Either,
}

/// Hardly ever anything but verbs.
const VERBS: &str = "\
    accept accompany achieve acknowledge acquire activate adapt add adjust administer adopt advise agree align \
    allocate allow amend analyse analyze annotate announce anonymise anonymize appear append apply appoint approve \
    arrange ask assemble assess assign assist assume attach attend authorise authorize avoid backspace become begin \
    believe belong boil bring browse calculate calibrate carry categorise categorize choose clarify classify \
    collate collect combine compare compile compose compress compute conclude conduct configure confirm connect \
    consider consist consolidate consult contain continue convert convey coordinate copy-paste create customise \
    customize decide declare decline decrease decrypt dedicate deduct define delegate delete deliver demonstrate \
    depend deploy describe deselect detach detect determine develop diagnose differ dilute disable disassemble \
    discard disconnect discuss disinfect dismiss dispose dissolve distribute divide double-click eat eject \
    eliminate embed emphasise employ empower enable enclose encounter encourage encrypt enforce engage enlarge \
    enrol enroll ensure enter erase escalate establish evaluate examine exclude execute exist expand expect explain \
    explore extend extract fasten fetch finalise finalize follow gather generate give grant grind happen hear hire \
    identify ignore illustrate implement improve incorporate increase indicate inform inhale initialise initialize \
    initiate inject insert inspect install instruct insulate integrate introduce investigate invite invoke involve \
    isolate join justify kneel launder learn left-click lend listen locate log-in log-out maintain manage \
    manipulate meet memorise merge migrate minimise minimize modify moisten navigate negotiate notify obey observe \
    obtain occur omit operate organise organize overwrite paraphrase participate perform persist populate pour \
    prefer prepare prescribe preserve prevent prioritise prioritize proceed prohibit prove publish raise re-enter \
    re-run reactivate realise realize reassign reboot recalculate receive recheck recommend reconcile reconnect \
    recover recreate rectify recycle redeem redirect redo reduce refer refill refine refuse regenerate reinstall \
    reject relate relaunch remain remember remind remove rename renew reopen repeat replace reproduce rerun rescan \
    reschedule resend resize resolve respond restore restrict resubmit retain retrieve reuse reveal revert revise \
    revoke rewind rewrite right-click rinse rotate satisfy save seek select sell send separate serve settle sew \
    shake shred sign-in sign-out simplify simulate sit solve specify spend stabilise sterilise sterilize stir \
    strengthen submit subscribe subtract suggest summarise summarize supervise suspend teach tell terminate thank \
    think throw tidy tighten transcribe transform translate transmit triple-click unassign unblock uncheck uncover \
    undergo understand undo unfold ungroup unhide uninstall unload unlock unmount unpack unplug unscrew unselect \
    unsubscribe untick unwrap unzip utilise utilize vacuum validate vary ventilate verify wait weigh widen wipe \
    withdraw withhold write zoom";

/// Verbs that are nouns or adjectives as well.
const EITHER: &str = "\
    access account act address alarm alert answer approach archive attempt audit back backup balance base batch \
    bend bill bind block board book boot border bottle bounce box brace brake branch break bridge brief brush \
    buffer build bump burn button buy cache call cancel capture care cast catch cause center centre chain challenge \
    change charge chart chase check circle claim clamp clean clear click clip clock close code come comment commit \
    compact complain complete compound concern condition contact contract contrast control cook cool copy correct \
    cost count cover crop cross curve cut cycle damage dash date deal debit debug delay demand deposit design \
    desire detail dial dictate dip direct dispatch display dock document double download draft drag drain draw \
    dress drill drink drive drop dry dump duplicate dust e-mail ease edit email empty end estimate exchange \
    exercise exhaust exit experience export express face factor fail fall fan fax feature feed feel field fight \
    figure file fill filter find finish fire fit fix flag flash flatten flip float flow flush focus fold force \
    forecast form format forward frame free freeze front fry fuel function fund gain gauge get glue go grab grade \
    group grow guarantee guard guide halt hand handle hang harvest hash have head heat help hide highlight hit hold \
    hook host hover hunt image impact import index influence ink input interest interface interview invoice iron \
    issue jack jog joke judge jump keep key kick kill knock know label lack land laugh launch lay lead leak lease \
    leave let level lever licence license lift light like limit line link list live load loan lock log login logout \
    look loop lose love lower machine mail make map march mark market mask match matter mean measure mend mention \
    message meter mill mind mine minute mirror miss mix model monitor mop mount move mute nail name need nest \
    network note notice number object offer oil open order outline output overlap own pack package pad page paint \
    pair pan park part pass paste patch pause pay peel pen permit phone photograph pick picture pile pilot pin ping \
    pipe pitch place plan plant play plot plug point poll pool pop position post pound power practice practise \
    praise preset press preview price print probe process produce profile program progress project promise prompt \
    protect protest provide provision proxy pull pump punch purchase push put quarantine query question queue quit \
    quote race rain range rank rate reach react read rear reason record redact refresh refund regard register \
    release reload rent reorder repair reply report request requisition rescue research reserve reset rest restart \
    result resume retest retire retry return reverse review reward ring rise risk rock roll root rope round route \
    rub ruin rule run rush sack sail sample sand say scale scan schedule score scrap scrape scratch screen screw \
    scroll seal search seat secure see sentence service set setup shade shape share sharpen shelve shift shine ship \
    shock shop shorten shout show shower shut sign signal sink size sketch skim skip slice slide slip slot slow \
    smell smile smooth snap soak sort sound source space spare speak speed spell spin split sponsor spot spray \
    spread spring squeeze stack staff stage stain stamp stand staple star start state station stay steam steer step \
    stick stitch stock stop store strap stream stress stretch strike string strip structure study style subject \
    substitute supply support surface survey swap sweep swing swipe switch sync synchronise synchronize tab table \
    tag tail take talk tape target task taste tax tear telephone tend test text thread tick tie tilt time tip title \
    toggle total touch tour trace track trade train transfer transport trap travel treat trigger trim trip trouble \
    trust try tube tune turn twist type update upgrade upload use value vent view visit voice void volume vote walk \
    wall wander warm warn wash waste watch water wave wear weld wheel whisper whistle wind wire wish work worry \
    wrap yield zip";

static CLASSES: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    let listed = |words: &'static str, class| words.split_whitespace().map(move |word| (word, class));
    listed(EITHER, Class::Either).chain(listed(VERBS, Class::Verb)).collect()
});

/// What is known of a word in lower case.
pub(super) fn class(word: &str) -> Option<Class> {
    CLASSES.get(word).copied()
}
