-- Row security: a transaction sees the rows of the supplier it has named in kabinet.supplier, and nobody else's.
-- Forced, so that the owner of the tables is held to it too. The role kabinet_app exists before migrations run
-- (src/db/migrate.ts makes it: roles belong to the whole cluster, migrations to one database).

do $$
declare
  name text;
begin
  foreach name in array array[
    'customers', 'premises', 'accounts', 'meters', 'registers', 'readings', 'reading_values', 'ledger_entries',
    'imports', 'idempotency_keys', 'audit_events'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy only_own_supplier on %I
         using (supplier_id = current_setting(''kabinet.supplier'', true))
         with check (supplier_id = current_setting(''kabinet.supplier'', true))',
      name
    );
  end loop;
end
$$;

-- The role that requests and imports run as. What the trade never deletes (readings, money, the audit trail) it cannot delete.
grant select on suppliers to kabinet_app;
grant select, insert, update, delete on customers, premises, accounts, meters, registers, idempotency_keys to kabinet_app;
grant select, insert, update on readings, reading_values, ledger_entries to kabinet_app;
grant select, insert on imports, audit_events to kabinet_app;
grant usage on sequence reading_numbers to kabinet_app;
