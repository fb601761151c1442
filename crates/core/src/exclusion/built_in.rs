//! The exclusions as shipped: vaults and what asks for their passwords, private windows of browsers, banking.

use super::Exclusion;

/// Programs that keep or ask for passwords.
const VAULTS: [&str; 12] = [
    "KeePass*",
    "Bitwarden",
    "1Password",
    "Enpass",
    "Proton Pass",
    "Dashlane",
    "LastPass",
    "Secrets",
    "Seahorse",
    "KWallet*",
    "Pinentry*",
    "Gcr Prompter",
];

/// Words that browsers put into the titles of their private windows.
const PRIVATE: [&str; 7] = [
    "Private Browsing",
    "InPrivate",
    "Incognito",
    "Inkognito",
    "Privater Modus",
    "Navigation privée",
    "Navegación privada",
];

/// Words in the titles of banks' pages.
const BANKS: [&str; 2] = ["*Banking", "PayPal"];

/// The list that new settings start with.
pub fn built_in() -> Vec<Exclusion> {
    let apps = VAULTS.iter().map(|app| Exclusion { app: (*app).to_owned(), ..Exclusion::default() });
    let titles = PRIVATE.iter().chain(&BANKS);
    apps.chain(titles.map(|title| Exclusion { title: (*title).to_owned(), ..Exclusion::default() })).collect()
}
