//! A passkey in software: makes one, and answers with it, as a browser and its device do.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

pub const ORIGIN: &str = "http://localhost:3000";

/// Somebody was there, and showed a finger or a face.
const VERIFIED: u8 = 0b101;
const PRESENT: u8 = 0b001;
const WITH_KEY: u8 = 0b100_0000;

pub struct SoftKey {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    handle: String,
    /// How often it has answered; 0 for keys that do not count.
    pub counter: u32,
    pub verifies: bool,
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

fn client_data(kind: &str, options: &Value) -> Vec<u8> {
    let challenge = &options["challenge"];
    json!({ "type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false }).to_string().into_bytes()
}

impl SoftKey {
    /// Makes a key as the options ask, and the credential to send.
    pub fn make(options: &str, id: &[u8]) -> (Self, String) {
        let options: Value = serde_json::from_str(options).unwrap();
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let handle = options["user"]["id"].as_str().unwrap().to_owned();
        let key = Self { pair, id: id.into(), handle, counter: 0, verifies: true };
        let data = key.new_key_data(&options);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let length = u8::try_from(data.len()).unwrap();
        let attestation = [b"\xa3cfmtdnonegattStmt\xa0hauthData\x58".as_slice(), &[length], &data].concat();
        let response = json!({
            "attestationObject": BASE64.encode(attestation),
            "clientDataJSON": BASE64.encode(client_data("webauthn.create", &options)),
        });
        let credential = key.credential(response);
        (key, credential)
    }

    fn credential(&self, response: Value) -> String {
        let id = BASE64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {} })
            .to_string()
    }

    fn new_key_data(&self, options: &Value) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let head = self.data(options["rp"]["id"].as_str().unwrap(), WITH_KEY);
        // COSE: {kty: EC2, alg: ES256, crv: P-256, x, y}
        let (start, between) = (b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".as_slice(), b"\x22\x58\x20".as_slice());
        [&head, [0; 16].as_slice(), &length, &self.id, start, &point[1..33], between, &point[33..65]].concat()
    }

    fn data(&self, party: &str, more: u8) -> Vec<u8> {
        let flags = if self.verifies { VERIFIED } else { PRESENT } | more;
        [sha256(party.as_bytes()).as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// Answers a challenge.
    pub fn answer(&self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let client = client_data("webauthn.get", &options);
        let signed = [data.clone(), sha256(&client)].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.credential(json!({
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": BASE64.encode(client),
            "signature": BASE64.encode(signature.as_ref()),
            "userHandle": self.handle,
        }))
    }
}
