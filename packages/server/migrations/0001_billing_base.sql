-- The supplier's billing base as the cabinet knows it, and what customers handed in.
--
-- Every key begins with supplier_id: row security reads it, and a cluster can later be split by it.
-- Plain SQL that PostgreSQL 15 and PGlite both run. Closed sets of words are the contract's (packages/api);
-- they are checked here only where a wrong word would change what a row means to the database itself.

-- The tenants. Outside row security: the profile is public, and a request must find its supplier before it has one.
create table suppliers (
  id text primary key check (id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  profile jsonb not null,
  profile_hash text not null,
  updated_at timestamptz not null default now()
);

create table customers (
  supplier_id text not null references suppliers (id),
  -- how the billing base names the customer; the `sub` of the customer's token
  customer_ref text not null,
  name text not null,
  kind text not null default 'household' check (kind in ('household', 'entrepreneur', 'legal_entity')),
  primary key (supplier_id, customer_ref)
);

create table premises (
  supplier_id text not null references suppliers (id),
  premise_ref text not null,
  address text not null,
  locality text not null,
  settlement text not null default 'town' check (settlement in ('town', 'village')),
  primary key (supplier_id, premise_ref)
);

create table accounts (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- as printed on the bill
  account_number text not null,
  -- the same without spaces, dashes and case, as the rules package normalises it: what a customer's input is compared with
  account_number_key text not null,
  customer_ref text,
  holder_name text not null,
  premise_ref text,
  status text not null default 'open' check (status in ('open', 'closed')),
  opened_on date,
  closed_on date,
  primary key (supplier_id, id),
  unique (supplier_id, account_number_key),
  foreign key (supplier_id, customer_ref) references customers (supplier_id, customer_ref),
  foreign key (supplier_id, premise_ref) references premises (supplier_id, premise_ref)
);
create index accounts_by_customer on accounts (supplier_id, customer_ref, account_number_key);

create table meters (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  serial_number text not null,
  seal_number text,
  service_kind text not null,
  -- where it hangs, in the supplier's words
  place text,
  installed_on date,
  removed_on date,
  verification_due_on date,
  -- consumption = difference of the readings x multiplier (current transformers)
  multiplier numeric not null default 1 check (multiplier > 0),
  unit text not null,
  primary key (supplier_id, id),
  unique (supplier_id, account_id, service_kind, serial_number),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);

create table registers (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  meter_id uuid not null,
  zone text not null default 'total' check (zone in ('total', 'day', 'night', 'peak', 'half_peak')),
  integer_digits smallint not null check (integer_digits between 1 and 12),
  decimal_digits smallint not null default 0 check (decimal_digits between 0 and 6),
  primary key (supplier_id, id),
  unique (supplier_id, meter_id, zone),
  foreign key (supplier_id, meter_id) references meters (supplier_id, id)
);

-- One act of reading one meter; its values, one a register, stand in reading_values. Rows are never deleted and their
-- values never change: a correction is a new row that supersedes the old one.
create table readings (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  -- the receipt number the customer was given; rows from the billing base have none
  number text,
  account_id uuid not null,
  meter_id uuid not null,
  read_at timestamptz not null,
  received_at timestamptz not null default now(),
  source text not null,
  quality text not null default 'actual' check (quality in ('actual', 'estimated')),
  status text not null
    check (status in ('received', 'accepted', 'questioned', 'rejected', 'superseded', 'withdrawn')),
  questioned_for text[] not null default '{}',
  supersedes_id uuid,
  -- the first day of the month it counts for
  counts_for date not null check (extract(day from counts_for) = 1),
  -- the billing base's name of the row; null for what was handed in here
  external_ref text,
  -- when the row was made or its status last changed: what an export asks for
  changed_at timestamptz not null default now(),
  primary key (supplier_id, id),
  unique (supplier_id, number),
  unique (supplier_id, external_ref),
  check (number is not null or external_ref is not null),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id),
  foreign key (supplier_id, meter_id) references meters (supplier_id, id),
  foreign key (supplier_id, supersedes_id) references readings (supplier_id, id)
);
-- However many tabs, devices and retries: one reading handed in here counts for a meter and a month.
create unique index readings_one_counts on readings (supplier_id, meter_id, counts_for)
  where external_ref is null and status in ('received', 'accepted', 'questioned');
create index readings_by_account on readings (supplier_id, account_id, read_at desc, id desc);
create index readings_by_meter on readings (supplier_id, meter_id, read_at desc, id desc);
create index readings_by_change on readings (supplier_id, changed_at) where external_ref is null;

-- What a customer is told and can quote on the phone: digits with a last check digit (Luhn), in groups of four, such as
-- 1000-0008. One sequence for all suppliers, so that no two requests wait for each other. Gaps mean nothing.
create sequence reading_numbers start with 1000000;

create function next_reading_number() returns text language sql volatile as $$
  with drawn as (select nextval('reading_numbers')::text as digits),
  weighed as (
    select digits, sum(case when place % 2 = 1 then doubled - case when doubled > 9 then 9 else 0 end else digit end) as weight
    from drawn,
      lateral (
        select place, substr(reverse(digits), place, 1)::int as digit, substr(reverse(digits), place, 1)::int * 2 as doubled
        from generate_series(1, length(digits)) as place
      ) as each_digit
    group by digits
  )
  select regexp_replace(digits || ((10 - weight % 10) % 10)::text, '(\d{4})(?=\d)', '\1-', 'g') from weighed
$$;

create table reading_values (
  supplier_id text not null references suppliers (id),
  reading_id uuid not null,
  register_id uuid not null,
  value numeric not null check (value >= 0),
  -- what was used since the reading before, with the multiplier; null where nothing can be compared
  consumption numeric,
  primary key (supplier_id, reading_id, register_id),
  foreign key (supplier_id, reading_id) references readings (supplier_id, id),
  foreign key (supplier_id, register_id) references registers (supplier_id, id)
);

-- Every movement of an account's money. What is owed is the sum of the posted ones.
create table ledger_entries (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  service_kind text not null,
  kind text not null check (kind in ('opening', 'charge', 'payment', 'benefit', 'recalculation', 'refund')),
  status text not null default 'posted' check (status in ('posted', 'pending')),
  -- for charges: worked out from readings or from average use
  basis text check (basis in ('actual', 'estimated')),
  -- minor units, signed by the effect on what is owed: a charge is positive, a payment negative
  amount bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  booked_on date not null,
  period_month date check (extract(day from period_month) = 1),
  due_on date,
  external_ref text,
  primary key (supplier_id, id),
  unique (supplier_id, external_ref),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);
create index ledger_entries_by_account on ledger_entries (supplier_id, account_id, booked_on);

-- What an import brought, file by file: the report's memory, and the "as of" of balances.
create table imports (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  kind text not null,
  file_hash text not null,
  -- the moment the file's content is true for
  as_of timestamptz not null,
  rows_accepted bigint not null,
  rows_rejected bigint not null,
  finished_at timestamptz not null default now(),
  primary key (supplier_id, id)
);
create index imports_by_kind on imports (supplier_id, kind, as_of desc);

-- The answer to every mutation, stored in the transaction of its effect and replayed byte for byte for 7 days.
create table idempotency_keys (
  supplier_id text not null references suppliers (id),
  customer_ref text not null,
  key text not null,
  operation text not null,
  request_hash text not null,
  response_status smallint,
  response_body text,
  created_at timestamptz not null default now(),
  primary key (supplier_id, customer_ref, key)
);
create index idempotency_keys_by_age on idempotency_keys (supplier_id, created_at);

-- Who did what, when. References only: no names, numbers or values.
create table audit_events (
  supplier_id text not null references suppliers (id),
  id uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  actor text not null check (actor in ('customer', 'supplier', 'system')),
  actor_ref text,
  action text not null,
  subject_id uuid,
  request_id text,
  primary key (supplier_id, id)
);
create index audit_events_by_subject on audit_events (supplier_id, subject_id, at);
