-- What goes out to the supplier's billing and comes back from it.

-- Each run of `kabinet-server export readings` that found something new, by supplier.
create table exports (
  supplier_id text not null references suppliers (id),
  number bigint not null,
  made_at timestamptz not null default now(),
  primary key (supplier_id, number)
);
alter table exports enable row level security;
alter table exports force row level security;
create policy only_own_supplier on exports
  using (supplier_id = current_setting('kabinet.supplier', true))
  with check (supplier_id = current_setting('kabinet.supplier', true));
grant select, insert on exports to kabinet_app;

-- In which export a handed-in reading went out as it is now; null while none has. The export gives the number, not the request
-- that stores the reading: whatever commits late is simply found by the next export. See docs/decisions.
alter table readings add column export_number bigint;
-- The billing base's own name for a reading that was handed in here, once its file has said so. (external_ref names rows that are
-- the billing base's own.)
alter table readings add column billing_ref text;
create unique index readings_by_billing_ref on readings (supplier_id, billing_ref) where billing_ref is not null;
create index readings_not_exported on readings (supplier_id, id) where external_ref is null and export_number is null;
create index readings_by_export on readings (supplier_id, export_number, id) where external_ref is null;

-- What the customer does with a reading goes out again; the verdict that billing itself gave does not.
create function forget_export() returns trigger language plpgsql as $$
begin
  new.export_number := null;
  return new;
end
$$;
create trigger reading_changed_by_customer before update of status on readings
  for each row when (new.status is distinct from old.status and new.status in ('superseded', 'withdrawn'))
  execute function forget_export();

-- An entry that the billing base took back: it stays, and counts for nothing.
alter table ledger_entries drop constraint ledger_entries_status_check;
alter table ledger_entries add constraint ledger_entries_status_check check (status in ('posted', 'pending', 'cancelled'));
