import { asLines, guestAddress, isOnlyHere } from '../src/playlists/sharing';
import { describe, expect, it } from 'vitest';
import { EventParser } from '../src/api/events';
import type { Job } from '../src/api/types';
import { jobEnd, jobError, jobResult, jobShare, newlyOver, scannedFolders } from '../src/library/job_text';
import { flatScores, formatBytes, formatScore, scoreNames } from '../src/models/scores';
import { fileName, moved } from '../src/playlists/order';

describe('the order of a list', () => {
  it('moves one item', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c']);
  });
  it('stays inside and leaves the old list alone', () => {
    const list = ['a', 'b'];
    expect(moved(list, 0, 9)).toEqual(['b', 'a']);
    expect(moved(list, -3, 1)).toEqual(['b', 'a']);
    expect(list).toEqual(['a', 'b']);
    expect(moved([], 0, 1)).toEqual([]);
  });
  it('has a file name every system takes', () => {
    expect(fileName('a/b: "c"?', 'm3u8')).toBe('a b c.m3u8');
    expect(fileName('???', 'csv')).toBe('playlist.csv');
  });
});

describe('server-sent events', () => {
  it('are read whatever way they are cut', () => {
    const text = ': hello\n\nevent: progress\ndata: {"a":1}\n\nid: 4\r\nevent: done\r\ndata: x\r\ndata: y\r\n\r\n';
    for (let at = 0; at <= text.length; at += 1) {
      const parser = new EventParser();
      expect([...parser.push(text.slice(0, at)), ...parser.push(text.slice(at))]).toEqual([
        { event: 'progress', data: '{"a":1}' },
        { event: 'done', data: 'x\ny' },
      ]);
    }
  });
});

describe('a job in words', () => {
  const times = { started: 1, ended: 0, started_at: '1970-01-01T00:00:01Z', ended_at: null };
  const job: Job = { id: 1, kind: 'import', wish: {}, state: 'running', what: '', done: 5, total: 10, ...times };
  it('has a share only when its total is known', () => {
    expect(jobShare(job)).toBe(0.5);
    expect(jobShare({ ...job, total: 0 })).toBeUndefined();
  });
  it('says errors and results', () => {
    expect(jobError({ ...job, error: 'no such file' })).toBe('no such file');
    expect(jobError(job)).toBeUndefined();
    expect(jobResult({ ...job, result: { imported: 1200, rejected: [1, 2], seconds: 1.234, file: 'x' } })).toBe(
      '1,200 imported, 2 rejected, 1.2 seconds',
    );
    expect(jobResult({ ...job, result: { read: 3, imported: 2, sung: 1, cleaned: 1 } })).toBe('3 read, 2 imported');
    expect(jobResult({ ...job, result: { songs: 42, unchanged: 43 } })).toBe('42 songs, 43 not read again');
  });
  it('ends in a sentence', () => {
    const scan: Job = { ...job, kind: 'scan', wish: { path: '/music' } };
    expect(jobEnd({ ...scan, state: 'done' })).toBe('Scan of /music is done.');
    expect(jobEnd({ ...scan, state: 'cancelled' })).toBe('Scan of /music was cancelled.');
    expect(jobEnd({ ...scan, state: 'failed', error: 'no such folder' })).toBe(
      'Scan of /music failed: no such folder.',
    );
  });
  it('makes a folder known, unless there was none', () => {
    const scan = (path: string, state: Job['state']): Job => ({ ...job, kind: 'scan', wish: { path }, state });
    expect(
      scannedFolders([
        scan('/none', 'failed'),
        scan('/music', 'done'),
        scan('/more', 'running'),
        scan('/music', 'done'),
      ]),
    ).toEqual(['/music', '/more']);
  });
  it('is told of once when it is over, though nobody saw it run', () => {
    const over = (id: number): Job => ({ ...job, id, state: 'done' });
    const [known, none] = newlyOver(undefined, [over(1), { ...job, id: 2 }]);
    expect(none, 'what was over before').toEqual([]);
    expect(newlyOver(known, [over(1), over(2), over(3)])[1].map((one) => one.id)).toEqual([2, 3]);
    expect(newlyOver(known, [over(3)])[1]).toEqual([]);
  });
});

describe('scores', () => {
  it('are rows of a table', () => {
    const scores = [{ accuracy: 0.9, macro: { f1: 0.8 }, confusion: { counts: [[1]] } }, { ece: 0.01 }].map((each) =>
      flatScores(each),
    );
    expect(scores[0]).toEqual({ accuracy: 0.9, 'macro f1': 0.8 });
    expect(scoreNames(scores)).toEqual(['accuracy', 'macro f1', 'ece']);
    expect(formatScore(0.9)).toBe('0.9000');
    expect(formatScore(undefined)).toBe('–');
    expect(formatBytes(1_950_000)).toBe('1.9 MB');
  });
});

describe('a playlist that is shared', () => {
  it('is lines that anybody reads', () => {
    const songs = [
      { artist: 'Ada', title: 'One' },
      { artist: '', title: 'Two' },
    ];
    expect(asLines('Rainy evening', songs)).toBe('Rainy evening\n\n1. Ada – One\n2. Two');
  });
  it('lets a guest in at its place, the token behind the #', () => {
    const address = new URL(guestAddress('http://music.house:8080', 'ab+c', '/playlists?list=3'));
    expect(address.pathname + address.search).toBe('/login');
    const behind = new URLSearchParams(address.hash.slice(1));
    expect([behind.get('token'), behind.get('to')]).toEqual(['ab+c', '/playlists?list=3']);
  });
  it('says where nobody else finds it', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(isOnlyHere(host)).toBe(true);
    for (const host of ['192.168.1.7', 'nas.local', 'localhost.example']) expect(isOnlyHere(host)).toBe(false);
  });
});
