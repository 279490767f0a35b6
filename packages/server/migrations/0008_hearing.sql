-- Being heard: appeals with their conversations and files, receptions, contracts.
--
-- What was written stays as it was written: messages are added, never changed. What an appeal's kind asked and promised when it was sent is
-- kept with it, for the supplier's kinds change. Files lie apart from what is listed.

-- A file on its way, in parts; and once it was looked into, what is kept of it until it goes with a message.
create table uploads (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- `appeal:<id>` for who wrote without signing in
  customer_ref text not null,
  name text not null,
  size_bytes integer not null check (size_bytes > 0),
  received_bytes integer not null default 0 check (received_bytes between 0 and size_bytes),
  status text not null default 'receiving' check (status in ('receiving', 'ready', 'refused')),
  refusal text,
  media_type text,
  -- of a ready one; pictures are encoded anew, so it is another size than what was sent
  content bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (supplier_id, id),
  check ((status = 'ready') = (content is not null)),
  check ((status = 'refused') = (refusal is not null))
);
alter table uploads alter column content set storage external;
create index uploads_by_customer on uploads (supplier_id, customer_ref);
create index uploads_by_end on uploads (supplier_id, expires_at);

create table upload_parts (
  supplier_id text not null,
  upload_id uuid not null,
  -- where in the file it begins
  begins_at integer not null check (begins_at >= 0),
  bytes bytea not null,
  primary key (supplier_id, upload_id, begins_at),
  foreign key (supplier_id, upload_id) references uploads (supplier_id, id) on delete cascade
);
alter table upload_parts alter column bytes set storage external;

create table appeals (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  number text not null,
  -- `appeal:<id>` for who wrote without signing in, or by mail
  customer_ref text not null,
  -- how they call themselves, and where the answer is sent; null where the cabinet is the only way
  person_name text not null default '',
  contact_kind text check (contact_kind in ('phone', 'email')),
  contact_address text,
  language text not null,
  channel text not null check (channel in ('cabinet', 'guest', 'email')),
  kind_id text not null,
  -- the kind as it was when the appeal was sent: name, department, term, labels of its fields
  kind jsonb not null,
  account_id uuid,
  -- what a guest said it is about: nothing is looked up by it
  account_number_told text not null default '',
  -- the kind's own fields by name, as typed
  fields jsonb not null default '{}',
  status text not null default 'received' check (status in ('received', 'in_progress', 'waiting', 'answered', 'closed', 'withdrawn')),
  sent_at timestamptz not null,
  -- the day from which the term counts: when it came, or was last taken up again
  counts_from date not null,
  -- the last day for an answer; kept when it is answered, so that it can be told whether that was in time
  due_on date not null,
  -- when it was last answered, from which on it can be taken up again for a while; null while it is worked on
  settled_at timestamptz,
  changed_at timestamptz not null,
  assignee_ref text,
  -- up to which message of the supplier the customer has read
  seen_at timestamptz,
  -- since when it is known that something the supplier wrote did not reach its author; null once they were reached by another way
  undelivered_at timestamptz,
  rating smallint check (rating between 1 and 5),
  rating_comment text not null default '',
  primary key (supplier_id, id),
  unique (supplier_id, number),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index appeals_by_customer on appeals (supplier_id, customer_ref, changed_at desc);
create index appeals_by_change on appeals (supplier_id, changed_at desc, id desc);
create index appeals_by_contact on appeals (supplier_id, contact_address) where contact_address is not null;
create index appeals_open on appeals (supplier_id, due_on) where status in ('received', 'in_progress', 'waiting');
create index appeals_undelivered on appeals (supplier_id) where undelivered_at is not null;
create index appeals_ended_without_cabinet on appeals (supplier_id, changed_at)
  where contact_address is not null and status in ('closed', 'withdrawn');
create index appeals_answered on appeals (supplier_id, settled_at) where status = 'answered';

create table appeal_messages (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  appeal_id uuid not null,
  -- `note`: of staff for each other
  author text not null check (author in ('customer', 'supplier', 'note')),
  author_ref text,
  author_name text,
  channel text not null check (channel in ('cabinet', 'guest', 'email', 'staff')),
  text text not null,
  -- where in the text of a mail a quote seems to begin: it is kept, and folded away
  quoted_from integer,
  -- of a mail: the address that it says it is from, which may be another than the author's
  sent_from text,
  written_at timestamptz not null,
  primary key (supplier_id, id),
  foreign key (supplier_id, appeal_id) references appeals (supplier_id, id)
);
create index appeal_messages_by_sender on appeal_messages (supplier_id, sent_from) where sent_from is not null;
create index appeal_messages_by_appeal on appeal_messages (supplier_id, appeal_id, written_at);

create table appeal_attachments (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  appeal_id uuid not null,
  message_id uuid not null,
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  content bytea not null,
  primary key (supplier_id, id),
  foreign key (supplier_id, appeal_id) references appeals (supplier_id, id),
  foreign key (supplier_id, message_id) references appeal_messages (supplier_id, id)
);
alter table appeal_attachments alter column content set storage external;
create index appeal_attachments_by_appeal on appeal_attachments (supplier_id, appeal_id);
-- Who deletes a message asks for its files, for each one.
create index appeal_attachments_by_message on appeal_attachments (supplier_id, message_id);

-- All that was done with an appeal: its statuses as the customer sees them, and what staff did.
create table appeal_steps (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  appeal_id uuid not null,
  at timestamptz not null,
  -- whoever of staff did it; null for the customer and the clock
  by_ref text,
  -- status, kind, assignee, due_on, rating, undelivered
  what text not null,
  detail text not null default '',
  primary key (supplier_id, id),
  foreign key (supplier_id, appeal_id) references appeals (supplier_id, id)
);
create index appeal_steps_by_appeal on appeal_steps (supplier_id, appeal_id, at);

-- Appeals of people who are not signed in, until their code (proof_attempts has it, by the same token). What was written is gone when it was
-- sent, or when nobody typed the code. The appeal gets this row's id: files are sent for it before it is there.
create table guest_appeals (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  token_hash text not null,
  submission jsonb not null,
  contact_kind text not null check (contact_kind in ('phone', 'email')),
  contact_address text not null,
  -- when the code was typed; null until then
  proven_at timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (supplier_id, id),
  unique (supplier_id, token_hash)
);
create index guest_appeals_by_end on guest_appeals (supplier_id, expires_at);

-- Mails that came in: each once, whatever became of it. Forgotten when none can come a second time, or be answered, any more.
create table inbound_mails (
  supplier_id text not null references suppliers (id),
  -- the mail's own Message-ID; a digest of it where it has none
  message_id text not null,
  -- of its sender and what is in it: a Message-ID alone may be anybody's
  digest text not null default '',
  sender text not null,
  received_at timestamptz not null,
  -- appeal, reply, or why not: automatic, empty, report (a letter of ours did not arrive). One that is put off or refused is not written down: it may come again
  outcome text not null,
  appeal_id uuid,
  primary key (supplier_id, message_id, digest),
  foreign key (supplier_id, appeal_id) references appeals (supplier_id, id)
);
-- A letter about an appeal answers the newest mail of it; messages name their thread by a text.
create index inbound_mails_by_appeal on inbound_mails (supplier_id, (appeal_id::text));
create index inbound_mails_by_sender on inbound_mails (supplier_id, sender, received_at);
create index inbound_mails_by_day on inbound_mails (supplier_id, received_at);

-- Booked slots. A slot has as many places as the reception takes people at once; a place is given once, and is null once it was given back.
-- One that the supplier called off by itself keeps its place: nobody is to come at that time.
create table appointments (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  number text not null,
  customer_ref text not null,
  -- of the supplier's profile
  reception_id text not null,
  -- the reception as it was told when it was booked
  reception jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place smallint check (place >= 0),
  topic text not null,
  account_id uuid,
  phone text not null default '',
  language text not null,
  -- `held`: kept for somebody of the waiting list who was offered it
  status text not null check (status in ('held', 'booked', 'cancelled', 'called_off', 'attended', 'missed', 'let_go')),
  reason text not null default '',
  booked_at timestamptz not null,
  changed_at timestamptz not null,
  reminded_at timestamptz,
  primary key (supplier_id, id),
  unique (supplier_id, number),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create unique index appointments_once on appointments (supplier_id, reception_id, starts_at, place);
create index appointments_by_customer on appointments (supplier_id, customer_ref, starts_at);
create index appointments_to_remind on appointments (supplier_id, starts_at) where status = 'booked' and reminded_at is null;
-- What was said of a visit is forgotten after a while.
create index appointments_to_forget on appointments (supplier_id, ends_at) where topic <> '' or phone <> '' or reason <> '';

create table waiting_places (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  customer_ref text not null,
  reception_id text not null,
  topic text not null,
  account_id uuid,
  phone text not null default '',
  language text not null,
  since timestamptz not null,
  -- the slot that is held for them, until when, and when they were told of it: that waits for an hour at which people may be written to
  appointment_id uuid,
  held_until timestamptz,
  told_at timestamptz,
  ended_at timestamptz,
  primary key (supplier_id, id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id),
  foreign key (supplier_id, appointment_id) references appointments (supplier_id, id)
);
create unique index waiting_places_once on waiting_places (supplier_id, reception_id, customer_ref) where ended_at is null;
create index waiting_places_in_turn on waiting_places (supplier_id, reception_id, since, id) where ended_at is null;

-- Days without reception, besides the holidays of the supplier's profile.
create table reception_closures (
  supplier_id text not null references suppliers (id),
  reception_id text not null,
  day date not null,
  reason text not null,
  closed_by text not null,
  closed_at timestamptz not null,
  primary key (supplier_id, reception_id, day)
);

-- Contracts of the billing base.
create table contracts (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  -- the billing base's own name of it
  contract_ref text not null,
  number text not null,
  kind text not null,
  service_kinds text[] not null,
  status text not null check (status in ('active', 'ended', 'draft')),
  -- [{role, name}], the supplier first
  parties jsonb not null,
  signed_on date,
  valid_from date,
  valid_to date,
  -- by language
  note jsonb,
  primary key (supplier_id, id),
  unique (supplier_id, contract_ref),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index contracts_by_account on contracts (supplier_id, account_id);

create table contract_documents (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  contract_id uuid not null,
  document_ref text not null,
  kind text not null,
  name text not null,
  issued_on date,
  media_type text not null,
  size_bytes integer not null,
  content bytea not null,
  -- SHA-256: an import tells by it whether the file is another one
  content_hash text not null,
  primary key (supplier_id, id),
  unique (supplier_id, document_ref),
  foreign key (supplier_id, contract_id) references contracts (supplier_id, id)
);
alter table contract_documents alter column content set storage external;
create index contract_documents_by_contract on contract_documents (supplier_id, contract_id);

-- The code by which somebody who is not signed in shows that the contact of their appeal is theirs.
alter table proof_attempts drop constraint proof_attempts_purpose_check;
alter table proof_attempts add constraint proof_attempts_purpose_check
  check (purpose in ('sign_up', 'sign_in', 'reset_password', 'add_contact', 'passkey', 'guest_appeal'));

alter table staff_roles drop constraint staff_roles_role_check;
alter table staff_roles add constraint staff_roles_role_check check (role in ('link_requests', 'payments', 'appeals', 'receptions'));

-- What an act was about that has no id of its own, as a day of a reception.
alter table audit_events add column about text;

-- Replies by mail find their thread by the address they go to.
alter table outgoing_messages add column reply_to text;
-- What a mail answers, for mail programs to keep a thread together.
alter table outgoing_messages add column thread_id text;

-- What staff were answered repeats what customers wrote, and goes when they are erased (db/idempotency-keys.ts).
create index idempotency_keys_of_staff on idempotency_keys (supplier_id) where operation in (
  'answerAppeal', 'answerLinkRequest', 'changeAppeal', 'changeReceptionDay', 'closePaymentDifference', 'refundPayment', 'settleAppointment'
);

create sequence appeal_numbers start with 6000000;
create sequence appointment_numbers start with 7000000;
grant usage on sequence appeal_numbers, appointment_numbers to kabinet_app;

create function next_appeal_number() returns text language sql volatile as $$
  select with_check_digit(nextval('appeal_numbers')::text)
$$;
create function next_appointment_number() returns text language sql volatile as $$
  select with_check_digit(nextval('appointment_numbers')::text)
$$;

do $$
declare
  name text;
begin
  foreach name in array array[
    'uploads', 'upload_parts', 'appeals', 'appeal_messages', 'appeal_attachments', 'appeal_steps', 'guest_appeals', 'inbound_mails',
    'appointments', 'waiting_places', 'reception_closures', 'contracts', 'contract_documents'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy only_own_supplier on %I
         using (supplier_id = current_setting(''kabinet.supplier'', true))
         with check (supplier_id = current_setting(''kabinet.supplier'', true))',
      name
    );
    execute format('grant select, insert, update on %I to kabinet_app', name);
  end loop;
end
$$;
-- What was written and done is not changed.
revoke update on appeal_messages, appeal_attachments, appeal_steps from kabinet_app;
grant delete on uploads, upload_parts, guest_appeals, inbound_mails, reception_closures, contracts, contract_documents to kabinet_app;
-- Whoever wrote into somebody else's appeal may have their address forgotten there.
grant update (sent_from) on appeal_messages to kabinet_app;
-- What was written goes as a whole, when its author has themselves erased.
grant delete on appeal_messages, appeal_attachments to kabinet_app;
