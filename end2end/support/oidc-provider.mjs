// A certified provider of OpenID Connect, as a process of its own: `node oidc-provider.mjs <port> <where to send back>`.
// Its page asks who one is and at which level one logs in, as a broker's does.
import * as oidc from 'oidc-provider';

const [port, back] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const LEVELS = ['urn:laag', 'urn:substantieel', 'urn:hoog'];
const PEOPLE = {
  karen: { bsn: '999990019', name: 'Karen Test' },
  jan: { bsn: '999990020', name: 'Jan de Vries' },
  vreemd: { name: 'Iemand anders', email: 'karen.test@voorbeeld.nl' },
};

const provider = new oidc.Provider(issuer, {
  clients: [{
    client_id: 'portiek',
    client_secret: process.env.CLIENT_SECRET,
    redirect_uris: [back],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  }],
  acrValues: LEVELS,
  // In the ID token itself, as brokers do.
  claims: { acr: null, openid: ['sub', 'bsn'], profile: ['name', 'email'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ['toets'] },
  findAccount: (_ctx, id) => PEOPLE[id] && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
  interactions: { url: (_ctx, interaction) => `/interactie/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interactie/')) return next();
  await provider.interactionDetails(ctx.req, ctx.res);
  const { wie, niveau } = ctx.query;
  if (!wie) {
    ctx.type = 'html';
    ctx.body = page(ctx.path);
    return;
  }
  const login = { accountId: wie, acr: niveau, remember: false };
  const outcome = wie === 'niemand' ? { error: 'access_denied' } : { login };
  await provider.interactionFinished(ctx.req, ctx.res, outcome, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

function page(path) {
  const link = (who, level) => `<li><a href="${path}?wie=${who}&niveau=${level}">${who} ${level}</a></li>`;
  const links = Object.keys(PEOPLE).flatMap((who) => LEVELS.map((level) => link(who, level)));
  return `<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Bij de makelaar</title>
    <h1>Bij de makelaar</h1><ul>${links.join('')}</ul><p><a href="${path}?wie=niemand">Annuleren</a></p>`;
}

const server = provider.listen(Number(port), '127.0.0.1', () => console.log('luistert'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
