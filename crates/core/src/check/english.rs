//! Whether a document is in English. Checks of how something is worded know no other language, and stay silent rather
//! than find fault with a German verb.

use super::lexicon::Role;
use super::verb::{Class, class};
use super::words::{Kind, Words};

/// Words of this many are too few to tell a language by: then only letters beyond ASCII speak against English.
const FEW: usize = 12;
/// So many tell it for the rest.
const MANY: usize = 5_000;
/// Of a hundred words of English, at least so many are telling or verbs. German, Dutch, French, Spanish and Italian
/// instructions stay under 3; instructions in English, which leave out articles, stay over 20.
const LEAST_PERCENT: usize = 10;

pub(super) fn is_english<'a>(texts: impl Iterator<Item = &'a Words>) -> bool {
    let (mut all, mut telling, mut foreign) = (0_usize, 0_usize, 0_usize);
    for words in texts {
        if all >= MANY {
            break;
        }
        for (at, word) in words.list.iter().enumerate() {
            if word.kind != Kind::Said || !words.word(word).starts_with(char::is_alphabetic) {
                continue;
            }
            all += 1;
            let lower = words.lower(at);
            telling += usize::from(Role::Telling.has(lower) || class(lower) == Some(Class::Verb));
            foreign += usize::from(!words.word(word).is_ascii());
        }
    }
    if all < FEW { foreign * 2 <= all } else { telling * 100 >= all * LEAST_PERCENT }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> bool {
        is_english([Words::of_plain(text)].iter())
    }

    #[test]
    fn instructions_in_english_are_told() {
        assert!(told("Open ledger. Enter period and company code. Choose Preview. Save list. Print sheet. Sign out."));
        assert!(told("The second clerk checks ten invoices against their deliveries and signs the dispatch sheet."));
        assert!(told("Open Café menu"));
    }

    #[test]
    fn other_languages_are_told() {
        assert!(!told(
            "Öffnen Sie die Rechnung und tragen Sie den Zeitraum in das Feld oben rechts ein. Dann speichern."
        ));
        assert!(!told(
            "Ouvrez le grand livre et saisissez la période dans le champ en haut à droite, puis enregistrez."
        ));
        assert!(!told(
            "Open de factuur en vul de periode in het veld rechtsboven in. Sla het bestand daarna op in de map."
        ));
        assert!(!told(
            "Abra el libro mayor, escriba el período en el campo de arriba y guarde el archivo en la carpeta."
        ));
        assert!(!told(
            "Apri il libro mastro, scrivi il periodo nel campo in alto a destra e salva il file nella cartella."
        ));
        assert!(!told("打开 账簿 并 输入 期间"));
    }
}
