-- Paying: orders, what providers said of them, the money they moved, plans, receipts, reminders.
--
-- An order's sum never changes and its status never goes back; what a provider says is kept as it came; a movement of money is an entry
-- of the ledger and stays one. What is secret in here (cards that a provider keeps, receipt keys) is sealed by the server's own key.

create table payment_orders (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- what people are told and what the provider knows it by
  number text not null,
  customer_ref text not null,
  -- which of the supplier's payment methods
  method_id text not null,
  -- minor units: the lines' sum, what is on top, and what is charged
  amount bigint not null check (amount > 0),
  fee bigint not null default 0 check (fee >= 0),
  total bigint not null check (total = amount + fee),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null default 'created' check (status in ('created', 'pending', 'failed', 'expired', 'paid', 'refunded')),
  failure text,
  -- given back so far, of the lines' sum
  refunded bigint not null default 0 check (refunded between 0 and amount),
  return_url text not null,
  language text not null,
  -- the plan it belongs to, and whether the provider keeps the card for it
  plan_id uuid,
  keeps_card boolean not null default false,
  -- made although another payment for one of its accounts may be on its way
  anew boolean not null default false,
  -- the provider's name of the payment, once it has one
  reference text,
  -- of a failed or expired one that the provider works on again, for its page lets people try once more: since when
  pending_again_at timestamptz check (pending_again_at is null or status in ('failed', 'expired')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- the browser went to the provider, or a kept card was charged: from then on it may have been paid
  departed_at timestamptz,
  settled_at timestamptz,
  -- when the provider is asked next; null once nothing more can come
  next_ask_at timestamptz,
  asked_at timestamptz,
  -- in which export it went out, see readings.export_number
  export_number bigint,
  primary key (supplier_id, id),
  unique (supplier_id, number)
);
create index payment_orders_by_customer on payment_orders (supplier_id, customer_ref, created_at desc);
create index payment_orders_by_day on payment_orders (supplier_id, created_at);
create index payment_orders_to_ask on payment_orders (supplier_id, next_ask_at) where next_ask_at is not null;
create index payment_orders_by_settling on payment_orders (supplier_id, method_id, settled_at) where settled_at is not null;
create index payment_orders_not_exported on payment_orders (supplier_id, id)
  where status in ('paid', 'refunded') and export_number is null;

create table payment_order_lines (
  supplier_id text not null,
  order_id uuid not null,
  account_id uuid not null,
  amount bigint not null check (amount > 0),
  primary key (supplier_id, order_id, account_id),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index payment_order_lines_by_account on payment_order_lines (supplier_id, account_id);

-- What a provider said, once each: by a callback, by an answer to our question, or in its register.
create table payment_events (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  method_id text not null,
  -- the provider's name of the event; the same one told twice is the same event
  event_ref text not null,
  -- null where it speaks of no order of ours
  order_id uuid,
  kind text not null check (kind in ('pending', 'paid', 'failed', 'refunded', 'refund_failed')),
  -- the provider's name of the payment
  reference text,
  amount bigint not null,
  -- of a refund: what was given back in all, where the provider says so
  refunded_in_all bigint,
  currency text not null,
  failure text,
  source text not null check (source in ('callback', 'answer', 'register')),
  happened_at timestamptz not null,
  received_at timestamptz not null,
  -- what it came to: applied, waits (a part given back, told before the payment), stale, or a kind of payment_differences
  outcome text not null,
  primary key (supplier_id, id),
  unique (supplier_id, method_id, event_ref),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id)
);
create index payment_events_by_order on payment_events (supplier_id, order_id);

-- Money that staff give back: asked of the provider once, by its own key.
create table payment_refunds (
  supplier_id text not null,
  id uuid not null default gen_random_uuid(),
  order_id uuid not null,
  -- whose line it is of, where the order has several and not all of it is given back
  account_id uuid,
  amount bigint not null check (amount > 0),
  reason text not null,
  staff_ref text not null,
  status text not null default 'asked' check (status in ('asked', 'done', 'refused')),
  asked_at timestamptz not null,
  -- when the provider was last asked for it
  tried_at timestamptz,
  -- what was given back of the order before this one, from when the provider is first asked for it: by that it is known to be done already
  refunded_before bigint check (refunded_before >= 0),
  settled_at timestamptz,
  primary key (supplier_id, id),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id),
  foreign key (supplier_id, order_id, account_id) references payment_order_lines (supplier_id, order_id, account_id)
);
create index payment_refunds_by_order on payment_refunds (supplier_id, order_id);
create index payment_refunds_asked on payment_refunds (supplier_id, asked_at) where status = 'asked';

-- Which order an entry of the ledger comes from, and which of the order's movements: `paid`, or `refund` and its event.
alter table ledger_entries add column order_id uuid;
alter table ledger_entries add column order_movement text;
alter table ledger_entries add foreign key (supplier_id, order_id) references payment_orders (supplier_id, id);
alter table ledger_entries add check ((order_id is null) = (order_movement is null));
-- What a charge is for, where the billing base says so: the thing itself, its delivery or servicing, how much was used, and at what price.
-- Said about the money, like the basis; the amount is what counts.
alter table ledger_entries add column component text check (component in ('supply', 'network', 'service'));
alter table ledger_entries add column quantity numeric check (quantity >= 0);
alter table ledger_entries add column unit text check (unit in ('m3', 'kWh', 'Gcal'));
alter table ledger_entries add column price numeric check (price >= 0);
alter table ledger_entries add check ((quantity is null) = (unit is null));
-- The billing base tells of a payment of ours under names of its own, one for each of its rows. A name that agreed with what the payment
-- moved is the payment's for good, and credits nothing; of one that did not it is known which payment it named.
create table payment_billing_refs (
  supplier_id text not null,
  ref text not null,
  order_id uuid not null,
  account_id uuid not null,
  kind text not null,
  amount bigint not null,
  agrees boolean not null,
  primary key (supplier_id, ref),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index payment_billing_refs_by_order on payment_billing_refs (supplier_id, order_id);
-- Credited once: a movement of an order touches a service of an account in a month once.
create unique index ledger_entries_of_orders on ledger_entries
  (supplier_id, order_id, order_movement, account_id, service_kind, (coalesce(period_month, date '1970-01-01')))
  where order_id is not null;

-- Where we and a provider do not agree.
create table payment_differences (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in
    ('amount', 'currency', 'merchant', 'unknown_order', 'paid_twice', 'missing_here', 'missing_there', 'unsettled', 'refund_failed', 'refund_elsewhere', 'billing',
     'not_compared')),
  method_id text not null,
  day date not null,
  order_id uuid,
  order_number text,
  reference text,
  ours bigint,
  ours_currency text,
  theirs bigint,
  theirs_currency text,
  -- what is the same thing found again
  fingerprint text not null,
  found_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  note text not null default '',
  primary key (supplier_id, id),
  unique (supplier_id, fingerprint),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id)
);

-- Which days of which provider were compared with its register.
create table payment_reconciliations (
  supplier_id text not null references suppliers (id),
  method_id text not null,
  day date not null,
  payments integer not null,
  differences integer not null,
  done_at timestamptz not null,
  primary key (supplier_id, method_id, day)
);

-- A card that a provider keeps: its token, sealed, and what of it may be shown.
create table payment_cards (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  customer_ref text not null,
  method_id text not null,
  -- whose payment left it: of each order one card is kept, however often it is told
  order_id uuid,
  -- emptied when it is forgotten
  sealed_token text,
  label text not null,
  created_at timestamptz not null,
  forgotten_at timestamptz,
  primary key (supplier_id, id),
  unique (supplier_id, order_id),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id)
);

create table payment_plans (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  customer_ref text not null,
  account_id uuid not null,
  method_id text not null,
  -- minor units; null for all that is owed
  amount bigint check (amount > 0),
  at_most bigint check (at_most > 0),
  timing text not null check (timing in ('day_of_month', 'days_before_due')),
  timing_days smallint not null check (timing_days between 1 and 28),
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  card_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (supplier_id, id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id),
  foreign key (supplier_id, card_id) references payment_cards (supplier_id, id)
);
create index payment_plans_by_customer on payment_plans (supplier_id, customer_ref) where status <> 'ended';
create index payment_plans_active on payment_plans (supplier_id, id) where status = 'active';

-- What became of a plan in a month or for a bill: once each.
create table payment_plan_runs (
  supplier_id text not null,
  plan_id uuid not null,
  timing text not null check (timing in ('day_of_month', 'days_before_due')),
  -- the first day of the month it was for: of the payment, or of the bill, whose day to pay by may be moved
  run_for date not null,
  run_on date not null,
  outcome text not null check (outcome in ('pending', 'paid', 'failed', 'reminded', 'nothing_due', 'over_limit')),
  order_id uuid,
  -- whose card is to be charged: when somebody last took it upon themselves; until some minutes later it is nobody else's
  charge_tried_at timestamptz,
  primary key (supplier_id, plan_id, timing, run_for),
  foreign key (supplier_id, plan_id) references payment_plans (supplier_id, id),
  foreign key (supplier_id, order_id) references payment_orders (supplier_id, id)
);
-- Whose orders may still come to something that is to be told.
create index payment_plan_runs_open on payment_plan_runs (supplier_id, run_on) where outcome in ('pending', 'failed');

-- The keys that receipts are signed with. A retired one still checks what it signed.
create table receipt_keys (
  supplier_id text not null references suppliers (id),
  kid text not null,
  -- Ed25519: the public key's x as in a JWK, the private key sealed
  public_x text not null,
  sealed_private text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (supplier_id, kid)
);
create unique index receipt_keys_in_use on receipt_keys (supplier_id) where retired_at is null;

create table receipts (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  number text not null,
  kind text not null check (kind in ('payment', 'reading')),
  -- the order or the reading
  subject_id uuid not null,
  customer_ref text not null,
  -- compact JWS: the receipt, and its short form for the QR code
  signed text not null,
  signed_short text not null,
  issued_at timestamptz not null,
  primary key (supplier_id, id),
  unique (supplier_id, kind, subject_id)
);
create index receipts_by_customer on receipts (supplier_id, customer_ref);

create table reminder_settings (
  supplier_id text not null references suppliers (id),
  customer_ref text not null,
  days_before smallint not null default 3 check (days_before between 1 and 14),
  -- ids of contacts
  contact_ids uuid[] not null default '{}',
  primary key (supplier_id, customer_ref)
);

-- What was reminded of: an account's bill, each customer once.
create table reminders_sent (
  supplier_id text not null,
  customer_ref text not null,
  account_id uuid not null,
  -- the bill is known by its month: its day to pay by may be moved
  bill_month date not null,
  sent_at timestamptz not null,
  primary key (supplier_id, customer_ref, account_id, bill_month),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);

-- Calendars by an address nobody can guess; kept as SHA-256 only.
create table calendar_feeds (
  supplier_id text not null references suppliers (id),
  customer_ref text not null,
  token_hash text not null,
  language text not null,
  created_at timestamptz not null,
  primary key (supplier_id, customer_ref),
  unique (supplier_id, token_hash)
);

alter table staff_roles drop constraint staff_roles_role_check;
alter table staff_roles add constraint staff_roles_role_check check (role in ('link_requests', 'payments'));

-- Numbers as the readings' are: digits with a last check digit (Luhn), in groups of four. Another beginning, so that nobody mixes them up.
create sequence payment_numbers start with 5000000;
grant usage on sequence payment_numbers to kabinet_app;

create function with_check_digit(drawn text) returns text language sql immutable as $$
  with weighed as (
    select sum(case when place % 2 = 1 then doubled - case when doubled > 9 then 9 else 0 end else digit end) as weight
    from (
      select place, substr(reverse(drawn), place, 1)::int as digit, substr(reverse(drawn), place, 1)::int * 2 as doubled
      from generate_series(1, length(drawn)) as place
    ) as each_digit
  )
  select regexp_replace(drawn || ((10 - weight % 10) % 10)::text, '(\d{4})(?=\d)', '\1-', 'g') from weighed
$$;
create or replace function next_reading_number() returns text language sql volatile as $$
  select with_check_digit(nextval('reading_numbers')::text)
$$;
create function next_payment_number() returns text language sql volatile as $$
  select with_check_digit(nextval('payment_numbers')::text)
$$;

do $$
declare
  name text;
begin
  foreach name in array array[
    'payment_orders', 'payment_order_lines', 'payment_billing_refs', 'payment_events', 'payment_refunds', 'payment_differences',
    'payment_reconciliations',
    'payment_cards', 'payment_plans', 'payment_plan_runs', 'receipt_keys', 'receipts', 'reminder_settings', 'reminders_sent',
    'calendar_feeds'
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
-- Money's trail is not deleted, and what a provider said is not changed either.
revoke update on payment_events, payment_order_lines, receipts from kabinet_app;
grant delete on calendar_feeds, reminder_settings, reminders_sent to kabinet_app;

-- An order's money and whom it is from are fixed; its status only goes on.
create function keep_payment_order() returns trigger language plpgsql as $$
declare
  ranks constant text[] := array['created', 'pending', 'failed', 'expired', 'paid', 'refunded'];
begin
  if (new.number, new.customer_ref, new.method_id, new.amount, new.fee, new.total, new.currency, new.return_url, new.created_at, new.expires_at)
    is distinct from (old.number, old.customer_ref, old.method_id, old.amount, old.fee, old.total, old.currency, old.return_url, old.created_at,
      old.expires_at) then
    raise exception 'a payment order does not change';
  end if;
  if array_position(ranks, new.status) < array_position(ranks, old.status) then
    raise exception 'a payment order does not go back';
  end if;
  if new.refunded < old.refunded then
    raise exception 'what was given back stays given back';
  end if;
  return new;
end
$$;
create trigger keep_payment_order before update on payment_orders for each row execute function keep_payment_order();

-- A movement of the ledger is never edited, whoever it came from: what turns out wrong is cancelled, and the right one stands beside it.
create function keep_entry() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.service_kind, new.kind, new.amount, new.currency, new.booked_on, new.period_month, new.external_ref, new.order_id,
      new.order_movement)
    is distinct from (old.account_id, old.service_kind, old.kind, old.amount, old.currency, old.booked_on, old.period_month,
      old.external_ref, old.order_id, old.order_movement)
    or (new.status <> old.status and (old.status = 'cancelled' or new.status = 'pending' or old.order_id is not null)) then
    raise exception 'an entry of the ledger does not change';
  end if;
  return new;
end
$$;
create trigger keep_entry before update on ledger_entries for each row execute function keep_entry();

-- The billing base's name of a movement is that of the one that counts; cancelled ones with the same name stay beside it.
alter table ledger_entries drop constraint ledger_entries_supplier_id_external_ref_key;
create unique index ledger_entries_by_external_ref on ledger_entries (supplier_id, external_ref) where status <> 'cancelled';
-- For the import, which looks for cancelled ones too: a part of the table is no use to it.
create index ledger_entries_by_any_ref on ledger_entries (supplier_id, external_ref);

-- Money that was given back goes out to billing again, with the payment that it is of.
create trigger payment_given_back before update of refunded on payment_orders
  for each row when (new.refunded is distinct from old.refunded) execute function forget_export();
create index payment_orders_by_export on payment_orders (supplier_id, export_number, id) where export_number is not null;
