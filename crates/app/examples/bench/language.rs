//! Sentences that are the same at every run, made of words as common and as rare as those of a real language.

/// How many different words there are.
pub const WORDS: usize = 4000;

/// A source of numbers that look random and are the same at every run.
pub struct Dice(u64);

impl Dice {
    /// Starts at this number.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below this one.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    /// The rank of a word: each power of two as likely as the next, which is close to how often words are used.
    pub fn rank(&mut self) -> usize {
        let high = 1 << self.below(12);
        (high + self.below(high) - 1).min(WORDS - 1)
    }
}

/// The word of this rank: syllables, the shorter the more common.
pub fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ma", "to", "re", "li", "san", "der", "pi", "vo", "ku", "len", "ti", "mor", "ba", "ne", "fu", "gal"];
    let mut word = String::new();
    let mut rest = rank + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

/// A sentence of so many words.
pub fn sentence(dice: &mut Dice, words: usize) -> String {
    (0..words).map(|_| word(dice.rank())).collect::<Vec<_>>().join(" ")
}
