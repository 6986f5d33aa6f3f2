import { openWarehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, STREAM, tagging, ticket } from './facts.ts';

/** A process that commits until it is killed; its first line says that it holds the warehouse. */
const warehouse = await openWarehouse({
  dataDir: process.argv[2]!,
  memoryLimit: '256MB',
  timeZone: 'UTC',
  purpose: 'torture',
});
console.log('open');
await new Promise((resolve) => setTimeout(resolve, 20));
for (let from = (await warehouse.offsets()).get(STREAM)?.position ?? 0; ; from += 50) {
  const batch = Array.from(
    { length: 50 },
    (_, i) => [ticket(`t${from + i}`, Date.UTC(2026, 10, 18)), tagging('gifting.not-delivered')] as const,
  );
  await warehouse.commit(commitOf(batch, from));
  if (from % 500 === 0) await warehouse.refresh();
}
