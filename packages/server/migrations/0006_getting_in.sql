-- Who gets in and how: people who signed up here, their sessions, what they may do with which account, and what keeps guessers out.
--
-- A customer reference (customer_ref) names whoever is signed in, in every table: the billing base's own reference where the supplier's
-- sign-on vouches for them, `kabinet:<person id>` for who signed up here. Secrets that a device shows again (session tokens, codes,
-- invitations) are kept as SHA-256 only.

-- Somebody who signed up at this supplier. The same phone at another supplier is another person.
create table people (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- how they wish to be addressed; may be empty
  display_name text not null default '',
  kind text not null default 'household' check (kind in ('household', 'entrepreneur', 'legal_entity')),
  language text not null,
  -- Argon2id, PHC form; null for who signs in with passkeys only
  password_hash text,
  -- fewer than 15 characters: a new device must show a code too
  password_is_short boolean not null default true,
  created_at timestamptz not null default now(),
  -- what they asked to have erased is gone; the row stays so that audit references lead somewhere
  erased_at timestamptz,
  primary key (supplier_id, id)
);

-- Where a person can be reached and by what they sign in: proven by a code.
create table contacts (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null check (kind in ('phone', 'email')),
  -- E.164 for phones, lower case for e-mail: what is compared
  address text not null,
  verified_at timestamptz not null,
  primary key (supplier_id, id),
  unique (supplier_id, address),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);
create index contacts_by_person on contacts (supplier_id, person_id);

create table passkeys (
  supplier_id text not null,
  -- the credential's id, base64url
  id text not null,
  person_id uuid not null,
  public_key bytea not null,
  sign_count bigint not null default 0,
  transports text[] not null default '{}',
  -- the device in the person's words
  label text not null default '',
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (supplier_id, id),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);
create index passkeys_by_person on passkeys (supplier_id, person_id);

-- One try to prove something by a code: bound to the browser that began it (token_hash is of its cookie), counted, used once.
create table proof_attempts (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  token_hash text not null,
  purpose text not null check (purpose in ('sign_up', 'sign_in', 'reset_password', 'add_contact', 'passkey')),
  -- who it is about; null where nobody has that contact, which the browser never learns
  person_id uuid,
  contact_kind text check (contact_kind in ('phone', 'email')),
  contact_address text,
  -- what waits for the proof: a password's hash, the page to return to, a passkey's challenge
  pending jsonb not null default '{}',
  code_hash text,
  code_sent_at timestamptz,
  tries smallint not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (supplier_id, id),
  unique (supplier_id, token_hash)
);
create index proof_attempts_by_age on proof_attempts (supplier_id, created_at);

-- Signed-in devices. The browser has the token in an HttpOnly cookie.
create table sessions (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  token_hash text not null,
  person_id uuid not null,
  -- how it was begun: password, code, passkey
  method text not null,
  -- whether a second factor was shown: what staff need
  is_strong boolean not null default false,
  -- the browser's own words, cut short: for the list of devices
  user_agent text not null default '',
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- slides with use, never past ends_at
  expires_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (supplier_id, id),
  unique (supplier_id, token_hash),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);
create index sessions_by_person on sessions (supplier_id, person_id);

-- A browser in which the person has signed in before: a short password is enough there.
create table known_devices (
  supplier_id text not null,
  token_hash text not null,
  person_id uuid not null,
  expires_at timestamptz not null,
  primary key (supplier_id, token_hash, person_id),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);

-- What a page on another site was given (RFC 6749, RFC 7636): authorisation codes, access tokens, refresh tokens. Ends with its session.
create table page_grants (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  token_hash text not null,
  kind text not null check (kind in ('code', 'access', 'refresh')),
  session_id uuid not null,
  -- the page's origin: what the token is for
  origin text not null,
  redirect_uri text,
  code_challenge text,
  -- tokens that came of one another; a refresh token shown twice ends them all
  family_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (supplier_id, id),
  unique (supplier_id, token_hash),
  foreign key (supplier_id, session_id) references sessions (supplier_id, id)
);
create index page_grants_by_session on page_grants (supplier_id, session_id);
create index page_grants_by_family on page_grants (supplier_id, family_id);

-- A customer's right to an account, beside the right of the holder whom the billing base names (accounts.customer_ref).
-- owner, payer: sees and does everything; owner speaks for the account (lets helpers in). helper: only what grants says, until the day.
create table account_links (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  customer_ref text not null,
  role text not null check (role in ('owner', 'payer', 'helper')),
  -- of a helper: readings, payments
  grants text[] not null default '{}',
  -- the last day of a helper's right
  until_on date,
  -- what it was proven by: pin, last_payment, meter_number, staff, invitation
  proven_by text not null,
  -- whose invitation a helper came by; the helper's right ends with this link
  invitation_id uuid,
  linked_at timestamptz not null default now(),
  -- taken off by the customer (who may put it back), ended by the holder, or by the supplier's base naming a new holder
  ended_at timestamptz,
  ended_by text check (ended_by in ('customer', 'holder', 'staff', 'erasure', 'supplier')),
  primary key (supplier_id, id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
-- One living link of a customer to an account.
create unique index account_links_living on account_links (supplier_id, account_id, customer_ref) where ended_at is null;
create index account_links_by_customer on account_links (supplier_id, customer_ref);
create index account_links_by_account on account_links (supplier_id, account_id);

-- How a customer calls an account, and which one is shown first; for the billing base's own holders too.
create table account_preferences (
  supplier_id text not null,
  customer_ref text not null,
  account_id uuid not null,
  nickname text not null default '',
  is_default boolean not null default false,
  -- the holder named by the billing base hid it from their list
  hidden_at timestamptz,
  primary key (supplier_id, customer_ref, account_id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);

-- One account is shown first.
create unique index account_preferences_default on account_preferences (supplier_id, customer_ref) where is_default;

-- A holder lets somebody help with one account: a link to open, once.
create table helper_invitations (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  -- who invites
  customer_ref text not null,
  token_hash text not null,
  grants text[] not null,
  -- the last day of the right it gives
  until_on date not null,
  -- for whom, in the holder's words
  label text not null default '',
  created_at timestamptz not null default now(),
  -- the link itself can be opened until then
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (supplier_id, id),
  unique (supplier_id, token_hash),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index helper_invitations_by_account on helper_invitations (supplier_id, account_id);

-- The guided dialogue of linking, so that it survives a reload and another page of it: what is known so far.
create table link_dialogues (
  supplier_id text not null,
  person_id uuid not null,
  state jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (supplier_id, person_id),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);

-- "Попросити додати вручну": staff compare it with their base and answer.
create table link_requests (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- what the customer is told and can quote
  number text not null,
  customer_ref text not null,
  account_number text not null,
  holder_name text not null,
  address text not null,
  phone text not null,
  comment text not null default '',
  relation text not null check (relation in ('owner', 'payer')),
  status text not null default 'open' check (status in ('open', 'approved', 'refused')),
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  -- the staff member's person id
  answered_by uuid,
  answer text not null default '',
  -- what was linked
  account_id uuid,
  primary key (supplier_id, id),
  unique (supplier_id, number),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index link_requests_by_status on link_requests (supplier_id, status, created_at);
create index link_requests_by_customer on link_requests (supplier_id, customer_ref);

-- Who of the people works for the supplier, and what they may look at there.
create table staff_roles (
  supplier_id text not null,
  person_id uuid not null,
  role text not null check (role in ('link_requests')),
  granted_at timestamptz not null default now(),
  primary key (supplier_id, person_id, role),
  foreign key (supplier_id, person_id) references people (supplier_id, id)
);

-- Readings without sign-in: kept as typed, found to belong to a meter later, never in the way of a reading of somebody known.
create table provisional_readings (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  number text not null,
  account_number_key text not null,
  -- the second fact from the bill: meter_number or last_payment; emptied when it is settled
  proof_kind text not null,
  proof text not null,
  -- [{zone, value}] as typed; once matched, as the meter's dials show it
  reading_values jsonb not null,
  service_kind text,
  received_at timestamptz not null default now(),
  -- waiting: nobody has looked; matched: it is this meter's; refused: it fits no meter, or says what cannot be
  status text not null default 'waiting' check (status in ('waiting', 'matched', 'refused')),
  meter_id uuid,
  counts_for date,
  settled_at timestamptz,
  -- in which export it went out, see readings.export_number
  export_number bigint,
  primary key (supplier_id, id),
  unique (supplier_id, number),
  foreign key (supplier_id, meter_id) references meters (supplier_id, id)
);
create index provisional_readings_waiting on provisional_readings (supplier_id, received_at) where status = 'waiting';
create index provisional_readings_by_meter on provisional_readings (supplier_id, meter_id) where meter_id is not null;
create index provisional_readings_not_exported on provisional_readings (supplier_id, id) where status = 'matched' and export_number is null;
create index provisional_readings_by_export on provisional_readings (supplier_id, export_number, id) where export_number is not null;

-- What keeps guessers out, counted over all processes and restarts: how often in a span of time. `who` is a hash.
create table attempt_counts (
  supplier_id text not null references suppliers (id),
  -- what is counted: link_account, link_person, link_contact, link_address, link_failures, code_contact, code_address, password_contact, …
  budget text not null,
  who text not null,
  -- when the span began
  span_start timestamptz not null,
  count integer not null,
  primary key (supplier_id, budget, who, span_start)
);
create index attempt_counts_by_age on attempt_counts (supplier_id, span_start);

-- Messages on their way: written in the transaction of what they tell of, sent by a job, emptied when sent.
create table outgoing_messages (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  channel text not null check (channel in ('sms', 'email')),
  -- cleared with the text once it is sent or given up
  recipient text,
  subject text,
  body text,
  -- what it is, for logs and limits: code, account_linked, link_request_answered, …
  purpose text not null,
  created_at timestamptz not null default now(),
  -- nobody wants it after this: a code's own end
  expires_at timestamptz,
  next_try_at timestamptz not null default now(),
  tries smallint not null default 0,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed', 'expired')),
  sent_at timestamptz,
  primary key (supplier_id, id)
);
create index outgoing_messages_waiting on outgoing_messages (supplier_id, next_try_at) where status = 'waiting';

-- The PIN printed on the bill, by which an account can be linked; the billing base's, so kept as it came.
alter table accounts add column link_pin text;
-- The day on which an import named another holder than the one before; null while it never did. What the one before knows of the bill is
-- no proof since.
alter table accounts add column holder_since date;

alter table audit_events drop constraint audit_events_actor_check;
alter table audit_events add constraint audit_events_actor_check
  check (actor in ('customer', 'supplier', 'system', 'staff', 'nobody'));

-- What somebody did, for the export of a person's data.
create index audit_events_by_actor on audit_events (supplier_id, actor_ref, at) where actor_ref is not null;

create sequence link_request_numbers start with 100000;
grant usage on sequence link_request_numbers to kabinet_app;

do $$
declare
  name text;
begin
  foreach name in array array[
    'people', 'contacts', 'passkeys', 'proof_attempts', 'sessions', 'known_devices', 'page_grants', 'account_links',
    'account_preferences', 'helper_invitations', 'link_dialogues', 'link_requests', 'staff_roles', 'provisional_readings',
    'attempt_counts', 'outgoing_messages'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy only_own_supplier on %I
         using (supplier_id = current_setting(''kabinet.supplier'', true))
         with check (supplier_id = current_setting(''kabinet.supplier'', true))',
      name
    );
    execute format('grant select, insert, update, delete on %I to kabinet_app', name);
  end loop;
end
$$;
-- What was said and done is not deleted: links and requests end.
revoke delete on account_links, link_requests from kabinet_app;
