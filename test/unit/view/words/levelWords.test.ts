import assert from 'node:assert/strict';
import { levelOf } from '../../../../src/core/policy/level.js';
import type { Signal } from '../../../../src/core/policy/signals.js';
import { levelLook, signalText } from '../../../../src/view/words/levelWords.js';

const cpu = (value: number | undefined): Signal => ({
  metric: 'cpuAverage',
  value,
  warning: 60,
  critical: 80,
  level: levelOf(value, { warning: 60, critical: 80 }),
});

describe('levelWords', () => {
  it('writes a value with the bound that it crossed', () => {
    assert.equal(signalText(cpu(84)), 'CPU 84 % (> 80 %)');
    assert.equal(signalText(cpu(70)), 'CPU 70 % (60-80 %)');
    assert.equal(signalText(cpu(20)), 'CPU 20 %');
    assert.equal(signalText(cpu(undefined)), 'CPU unknown');
    assert.equal(signalText({ ...cpu(84), metric: 'memoryPeak' }), 'memory peak 84 % (> 80 %)');
  });

  it('shows no figure of some replicas as that of all', () => {
    assert.equal(signalText({ ...cpu(20), level: 'unknown' }), 'CPU unknown');
  });

  it('is quiet about what is normal, and has an icon of its own for the rest', () => {
    assert.equal(levelLook.normal.color, undefined);
    const others = [levelLook.warning, levelLook.critical, levelLook.unknown];
    assert.equal(new Set(others.map(({ icon }) => icon)).size, 3);
    assert.equal(new Set(others.map(({ color }) => color)).size, 3);
  });
});
