//! A field that is typed into, while it is listened to. Secret fields are never listened to, and none is while typed text
//! is not wanted.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

use atspi::State;
use sopwright_core::act::{Element, Role};
use tokio::task::{AbortHandle, spawn_local};
use zbus::Connection;

use super::described::Known;
use super::draft::{self, Draft};
use super::events;
use super::node::Node;
use super::space::Space;

/// A field and what was typed into it. It is listened to until this is dropped.
pub(super) struct Field {
    /// The element.
    pub node: Node,
    /// The element that has its text.
    holder: Node,
    /// What it was when the keyboard came to it. It may be gone by the time it is asked for.
    pub element: Element,
    draft: Rc<RefCell<Draft>>,
    listening: AbortHandle,
}

impl Drop for Field {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Field {
    /// Begins to listen to the element, if text goes there that may be read.
    pub async fn listen(bus: &Connection, known: Known, space: Space) -> Option<Self> {
        if !may_be_read(&known).await {
            return None;
        }
        let node = known.node.clone();
        // In Qt the list of choices has the keyboard, and the field in it the text.
        let holder = match known.role {
            Role::ComboBox => known.entry().await.unwrap_or_else(|| node.clone()),
            _ => node.clone(),
        };
        let mut stream = events::text(bus, &holder).await.ok()?;
        // Only now its text, so that no change falls between the two.
        let (draft, from) = match has_one_line(&known) {
            true => {
                let (text, position) = holder.text(draft::LONGEST as i32).await?;
                (Draft::one_line(&text), Some(position))
            }
            false => (Draft::many_lines(), None),
        };
        let element = known.described(space).await;
        let draft = Rc::new(RefCell::new(draft));
        let kept = Rc::clone(&draft);
        let listening = spawn_local(async move {
            while let Some(message) = events::next(&mut stream).await {
                // What came before the text did is in the text.
                if from.is_some_and(|from| message.recv_position() < from) {
                    continue;
                }
                match events::edit_of(&message) {
                    Some(edit) => kept.borrow_mut().edit(edit, Instant::now()),
                    None => kept.borrow_mut().lose(),
                }
            }
            kept.borrow_mut().lose();
        });
        Some(Self { node, holder, element, draft, listening: listening.abort_handle() })
    }

    /// A burst of typing begins.
    pub fn begin(&self, at: Instant) {
        self.draft.borrow_mut().begin(at);
    }

    /// The same, when it began before the field was listened to: its first characters were missed. `opened` says whether
    /// it was they that opened the field.
    pub fn begin_late(&self, at: Instant, opened: bool) {
        let mut draft = self.draft.borrow_mut();
        draft.begin(at);
        match draft.whole() {
            Some(_) if opened => draft.opened(),
            Some(_) => {}
            None => draft.lose(),
        }
    }

    /// Whether something was typed into it that was not told yet.
    pub fn untold(&self) -> bool {
        self.draft.borrow().untold()
    }

    /// Whether what is in it cannot be known any more without asking it anew.
    pub fn lost(&self) -> bool {
        self.draft.borrow().lost()
    }

    /// Whether it is still there.
    pub async fn is_there(&self) -> bool {
        self.node.role().await.is_some()
    }

    /// What was typed into it, as of the time at which that was asked. `still` says whether it still has the keyboard.
    pub async fn typed(&self, asked: Instant, still: bool) -> Option<String> {
        if still {
            return self.checked(asked).await;
        }
        // That it lost the keyboard, or is gone, was told after all of its changes.
        settle().await;
        self.draft.borrow().typed(asked)
    }

    /// The burst has ended.
    pub fn end(&self, at: Instant) {
        self.draft.borrow_mut().end(at);
    }

    /// What was typed, held against what the field says now.
    async fn checked(&self, asked: Instant) -> Option<String> {
        // It may have become a field that hides its text, or one for nobody to read.
        if let Some(known) = Known::of(self.node.clone()).await
            && !may_be_read(&known).await
        {
            return None;
        }
        if self.draft.borrow().whole().is_none() {
            // Any answer will do: all changes before it have come when it has.
            self.node.states().await;
            settle().await;
            return self.draft.borrow().typed(asked);
        }
        let Some((stands, _)) = self.holder.text(draft::LONGEST as i32).await else {
            settle().await;
            return self.draft.borrow().typed(asked);
        };
        settle().await;
        let marked = self.holder.selection().await;
        let draft = self.draft.borrow();
        if draft.emptied(asked) {
            return draft.typed(asked);
        }
        // A change was not told of. What stands there may be anybody's.
        if draft.whole().as_deref() != Some(stands.as_str()) {
            return None;
        }
        let typed = draft.typed(asked)?;
        // The rest of a word that the field proposes is marked until it is taken.
        match marked {
            Some((start, end)) if end as usize == typed.chars().count() && draft.proposed_from(start as usize) => {
                let own: String = typed.chars().take(start as usize).collect();
                (!own.is_empty()).then_some(own)
            }
            _ => Some(typed),
        }
    }
}

/// Lets the listeners take what has come.
async fn settle() {
    for _ in 0..8 {
        tokio::task::yield_now().await;
    }
}

/// Whether text goes there and may be read.
async fn may_be_read(known: &Known) -> bool {
    let takes = known.role.takes_text() || known.states.has(State::Editable);
    if !takes || known.role.is_secret() {
        return false;
    }
    // Pages can show what is typed into a field for passwords, which is none by its role then.
    let told = known.node.attributes().await.unwrap_or_default();
    !told.values().any(|value| value.eq_ignore_ascii_case("password"))
}

fn has_one_line(known: &Known) -> bool {
    match known.role {
        Role::Cell => true,
        Role::Text => known.states.has(State::SingleLine),
        _ => !known.states.has(State::MultiLine),
    }
}
