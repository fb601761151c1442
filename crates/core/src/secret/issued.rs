//! Tokens that known services give out: how each begins, what it goes on with, and how long it may be.

/// A token that starts with known characters and goes on with at least so many of a class.
pub(super) struct Issued {
    pub(super) start: &'static str,
    pub(super) class: fn(u8) -> bool,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) what: &'static str,
}

const LONG: usize = 4096;

/// In the order in which they are asked: where one beginning holds another, the longer comes first.
pub(super) const ISSUED: [Issued; 75] = [
    issued("AKIA", upper, 16, 16, "an AWS key"),
    issued("ASIA", upper, 16, 16, "an AWS key"),
    issued("ABIA", upper, 16, 16, "an AWS key"),
    issued("ACCA", upper, 16, 16, "an AWS key"),
    issued("ghp_", word, 36, 255, "a GitHub token"),
    issued("gho_", word, 36, 255, "a GitHub token"),
    issued("ghu_", word, 36, 255, "a GitHub token"),
    issued("ghs_", word, 36, LONG, "a GitHub token"),
    issued("ghr_", word, 36, 255, "a GitHub token"),
    issued("github_pat_", word, 50, 255, "a GitHub token"),
    issued("glpat-", dotted, 20, 300, "a GitLab token"),
    issued("gldt-", dashed, 20, 300, "a GitLab token"),
    issued("glrt-", dotted, 20, 300, "a GitLab token"),
    issued("glptt-", dashed, 20, 300, "a GitLab token"),
    issued("glcbt-", dashed, 20, 300, "a GitLab token"),
    issued("glsoat-", dashed, 20, 300, "a GitLab token"),
    issued("glagent-", dashed, 20, 300, "a GitLab token"),
    issued("ATATT3", base64, 50, 400, "an Atlassian token"),
    issued("ATCTT3", base64, 50, 400, "an Atlassian token"),
    issued("xoxb-", dashed, 20, 300, "a Slack token"),
    issued("xoxp-", dashed, 20, 300, "a Slack token"),
    issued("xoxa-", dashed, 20, 300, "a Slack token"),
    issued("xoxr-", dashed, 20, 300, "a Slack token"),
    issued("xoxs-", dashed, 20, 300, "a Slack token"),
    issued("xoxe-", dashed, 20, 300, "a Slack token"),
    issued("xoxe.", dotted, 20, 300, "a Slack token"),
    issued("xapp-", dashed, 20, 300, "a Slack token"),
    issued("sk_live_", word, 16, 255, "a Stripe key"),
    issued("sk_test_", word, 16, 255, "a Stripe key"),
    issued("rk_live_", word, 16, 255, "a Stripe key"),
    issued("rk_test_", word, 16, 255, "a Stripe key"),
    issued("whsec_", base64, 24, 255, "a Stripe key"),
    issued("sq0csp-", dashed, 22, 60, "a Square key"),
    issued("sq0atp-", dashed, 22, 60, "a Square key"),
    issued("AIza", dashed, 35, 35, "a Google key"),
    issued("ya29.", dashed, 20, LONG, "a Google token"),
    issued("GOCSPX-", dashed, 28, 28, "a Google key"),
    issued("npm_", word, 36, 36, "an npm token"),
    issued("pypi-AgEI", dashed, 50, LONG, "a PyPI token"),
    issued("rubygems_", hex, 48, 48, "a RubyGems token"),
    issued("dckr_pat_", dashed, 20, 80, "a Docker token"),
    issued("SG.", dotted, 60, 80, "a SendGrid key"),
    issued("SK", hex, 32, 32, "a Twilio key"),
    issued("key-", hex, 32, 32, "a Mailgun key"),
    issued("xkeysib-", dashed, 64, 100, "a Brevo key"),
    issued("dop_v1_", word, 64, 64, "a DigitalOcean token"),
    issued("doo_v1_", word, 64, 64, "a DigitalOcean token"),
    issued("dor_v1_", word, 64, 64, "a DigitalOcean token"),
    issued("shpat_", word, 32, 32, "a Shopify token"),
    issued("shpss_", word, 32, 32, "a Shopify token"),
    issued("shpca_", word, 32, 32, "a Shopify token"),
    issued("dapi", hex, 32, 36, "a Databricks token"),
    issued("hvs.", dashed, 24, 300, "a Vault token"),
    issued("hvb.", dashed, 24, 300, "a Vault token"),
    issued("glsa_", word, 40, 60, "a Grafana token"),
    issued("glc_", base64, 32, 400, "a Grafana token"),
    issued("lin_api_", word, 40, 40, "a Linear key"),
    issued("ntn_", word, 40, 60, "a Notion token"),
    issued("figd_", dashed, 30, 60, "a Figma token"),
    issued("NRAK-", upper, 27, 27, "a New Relic key"),
    issued("PMAK-", dashed, 59, 59, "a Postman key"),
    issued("pul-", hex, 40, 40, "a Pulumi token"),
    issued("sntrys_", base64, 40, 300, "a Sentry token"),
    issued("sntryu_", hex, 64, 64, "a Sentry token"),
    issued("sbp_", hex, 40, 40, "a Supabase token"),
    issued("tskey-", dashed, 20, 80, "a Tailscale key"),
    issued("dp.pt.", word, 40, 44, "a Doppler token"),
    issued("hf_", word, 34, 40, "an API key"),
    issued("gsk_", word, 48, 60, "an API key"),
    issued("xai-", word, 60, 100, "an API key"),
    issued("pplx-", word, 40, 60, "an API key"),
    issued("r8_", word, 37, 40, "an API key"),
    issued("sk-", dashed, 32, 255, "an API key"),
    issued("EAACEdEose0cBA", word, 20, 300, "a Facebook token"),
    issued("AGE-SECRET-KEY-1", upper, 58, 58, "a private key"),
];

const fn issued(start: &'static str, class: fn(u8) -> bool, least: usize, most: usize, what: &'static str) -> Issued {
    Issued { start, class, least, most, what }
}

fn upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-')
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn dashed(byte: u8) -> bool {
    word(byte) || byte == b'-'
}

fn dotted(byte: u8) -> bool {
    dashed(byte) || byte == b'.'
}

fn base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-')
}
