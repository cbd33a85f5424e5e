import { generate } from '/work/main/bench/generate.ts';
import { openScene } from '/work/main/bench/scene.ts';

const scene = await openScene(process.argv[3]);
try {
  const alerts = Number(process.argv[2]);
  const t = Date.now();
  const counts = await generate(scene, {
    alerts,
    cases: alerts / 5,
    observables: alerts * 5,
    organisations: 20,
    audited: process.argv[4] === 'audited',
  });
  console.log((Date.now() - t) / 1000, 's', Object.fromEntries(counts));
} finally {
  await scene.close();
}
