// Bolt for JavaScript plays the same app as ../apps. Told over the environment where its Slack is;
// says "listening" on standard output once it is.
import { readFileSync } from 'node:fs';
import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';

const { SLACK_API_URL, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, PORT } = process.env;
const clientOptions = { slackApiUrl: SLACK_API_URL };
const said = JSON.parse(readFileSync(new URL('../apps/said.json', import.meta.url), 'utf8'));
const way = PORT ? {} : { socketMode: true, appToken: APP_TOKEN };
const app = new App({
  token: BOT_TOKEN,
  signingSecret: SIGNING_SECRET,
  clientOptions,
  logLevel: LogLevel.ERROR,
  ...way,
});
const kept = [];

async function refusal(act) {
  try {
    await act();
    return '';
  } catch (refused) {
    return refused.data?.error ?? String(refused);
  }
}

const open = (client, trigger_id) =>
  refusal(() => client.views.open({ trigger_id, view: said.form }));

async function answers({ ack, respond, tell }) {
  await ack();
  let accepted = 0;
  for (let n = 0; n < 6; n += 1) {
    await respond(`answer ${n}`).then(() => { accepted += 1; }, () => {});
  }
  await tell(`accepted ${accepted} of 6`);
}

async function twice({ ack, body, client, tell }) {
  await ack();
  const first = await open(client, body.trigger_id);
  const second = await open(client, body.trigger_id);
  await tell(`first [${first}] then [${second}]`);
}

async function metadata({ client, tell }) {
  const about = { event_type: 'reviewed', event_payload: { deal: 'D-7' } };
  const posted = await tell('with metadata', { metadata: about });
  const place = { channel: posted.channel, latest: posted.ts, inclusive: true, limit: 1 };
  const held = await client.conversations.history({ ...place, include_all_metadata: true });
  const bare = await client.conversations.history(place);
  const deal = held.messages[0].metadata.event_payload.deal;
  await tell(`deal ${deal}, bare ${'metadata' in bare.messages[0] ? 'True' : 'False'}`);
}

async function files({ ack, body, client }) {
  await ack();
  await client.filesUploadV2({
    channel_id: body.channel_id,
    initial_comment: 'two files',
    file_uploads: [
      { filename: 'one.csv', content: 'a,b\n1,2\n' },
      { filename: 'two.txt', content: 'two', title: 'Second' },
    ],
  });
}

async function pages({ ack, client, tell }) {
  await ack();
  const found = [];
  for await (const page of client.paginate('users.list', { limit: 5 })) {
    found.push(page.members.length);
  }
  const total = found.reduce((a, b) => a + b, 0);
  const several = found.length > 2 ? 'True' : 'False';
  await tell(`people ${total}, at most ${Math.max(...found)} a page, several ${several}`);
}

async function thread({ client, tell }) {
  const parent = await tell('parent');
  const below = { channel: parent.channel, thread_ts: parent.ts };
  for (const n of [1, 2]) await client.chat.postMessage({ ...below, text: `reply ${n}` });
  const told = await client.conversations.replies({ channel: parent.channel, ts: parent.ts });
  await tell(`read ${told.messages.map((message) => message.text).join(' ')}`);
}

async function change({ client, tell }) {
  const first = await tell('draft');
  const second = await tell('mistake');
  await client.chat.update({ channel: first.channel, ts: first.ts, text: 'final' });
  const gone = { channel: second.channel, ts: second.ts };
  await client.chat.delete(gone);
  await tell(`changed, then [${await refusal(() => client.chat.update({ ...gone, text: 'no' }))}]`);
}

async function errors({ body, client, tell }) {
  const channel = body.channel_id;
  const broken = { text: 'broken', blocks: [{ type: 'section' }] };
  const found = [
    await refusal(() => client.conversations.info({ channel: 'C0NOWHERE' })),
    await refusal(() => client.chat.postMessage({ channel, ...broken })),
    await refusal(() => client.reactions.add({ channel, timestamp: '1.0', name: 'eyes' })),
    await refusal(() => client.apiCall('no.such.method')),
    await refusal(() => new WebClient('xoxb-none', clientOptions).auth.test()),
  ];
  await tell(found.join(' '));
}

const deeds = {
  nothing: ({ ack }) => ack(),
  words: ({ ack, rest }) => ack(`words ${rest}`),
  blocks: ({ ack }) => ack({ text: 'fallback', blocks: said.blocks }),
  everyone: ({ ack, rest }) => ack({ response_type: 'in_channel', text: `for all ${rest}` }),
  silence: () => {},
  form: async ({ ack, body, client }) => {
    await ack();
    await open(client, body.trigger_id);
  },
  buttons: ({ tell }) => tell('buttons', { blocks: said.buttons }),
  keep: async ({ body, tell }) => {
    kept.push(body.trigger_id);
    await tell('trigger kept');
  },
  kept: async ({ ack, client, tell }) => {
    await ack();
    await tell(`kept [${await open(client, kept.pop())}]`);
  },
  answers,
  twice,
  metadata,
  files,
  pages,
  thread,
  change,
  errors,
};

app.command('/try', async ({ ack, respond, body, client }) => {
  const [deed, ...rest] = body.text.split(' ');
  let acknowledged = false;
  const once = async (answer) => {
    if (!acknowledged) {
      acknowledged = true;
      await ack(answer);
    }
  };
  const tell = async (text, more = {}) => {
    await once();
    return client.chat.postMessage({ channel: body.channel_id, text, ...more });
  };
  await deeds[deed]({ ack: once, respond, body, client, tell, rest: rest.join(' ') });
});

app.action('press', async ({ ack, respond, action }) => {
  await ack();
  await respond({ text: `pressed ${action.value}`, replace_original: true });
});

app.action('edit', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: said.form });
});

app.action('account', async ({ ack, respond, action }) => {
  await ack();
  await respond({ text: `chose ${action.selected_option.value}`, replace_original: false });
});

app.options('account', async ({ ack, options }) => {
  const fitting = said.accounts.filter((a) => a.toLowerCase().startsWith(options.value.toLowerCase()));
  await ack({ options: fitting.map((a) => ({ text: { type: 'plain_text', text: a }, value: a })) });
});

app.view('form', async ({ ack, body, view, client }) => {
  const note = view.state.values.note.text.value;
  switch (note) {
    case 'errors':
      return ack({ response_action: 'errors', errors: { note: 'Not that' } });
    case 'stray':
      return ack({ response_action: 'errors', errors: { elsewhere: 'Not that' } });
    case 'update':
    case 'push':
      return ack({ response_action: note, view: said.next });
    case 'clear':
      return ack({ response_action: 'clear' });
    default:
      await ack();
      return client.chat.postMessage({
        channel: body.user.id,
        text: `saved ${note} with ${view.private_metadata}`,
      });
  }
});

app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: 'closed' });
});

app.shortcut('anywhere', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: said.form });
  const present = 'response_url' in body ? 'True' : 'False';
  await client.chat.postMessage({ channel: body.user.id, text: `has a response_url: ${present}` });
});

app.shortcut('about', async ({ ack, respond, body }) => {
  await ack();
  await respond(`about: ${body.message.text}`);
});

app.event('app_mention', ({ event, say }) => say({ text: `heard ${event.text}`, thread_ts: event.ts }));

app.message(({ event, say }) => say(`echo ${event.text}`));

app.event('reaction_added', ({ event, client }) =>
  client.chat.postMessage({ channel: event.item.channel, text: `saw ${event.reaction}` }));

app.event('app_home_opened', async ({ event, client }) => {
  if (event.tab !== 'home') return;
  const shown = { user_id: event.user, view: said.home };
  await client.views.publish(shown);
  const stale = await refusal(() => client.views.publish({ ...shown, hash: 'stale' }));
  await client.chat.postMessage({ channel: event.user, text: `home published, then [${stale}]` });
});

await app.start(PORT ? { port: Number(PORT), host: '127.0.0.1' } : undefined);
process.stdout.write('listening\n');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
