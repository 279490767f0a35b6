import { expect } from '@open-wc/testing';
import { WhoIsHere } from './who-is-here.js';

/** What is told of a page, in order: a key, or null for nobody, as the service says it; `new` session; `out` for signed out. */
function turnsOf(...told: readonly (string | null)[]): number {
  const who = new WhoIsHere();
  for (const each of told) {
    if (each === 'new') who.sessionChanged();
    else if (each === 'out') who.left();
    else who.note(each);
  }
  return who.turn;
}

describe('who is at a page', () => {
  it('is the same when their session ran out and they signed in again', () => {
    expect(turnsOf('olena')).to.equal(0);
    expect(turnsOf('olena', 'olena', null, 'new', 'olena')).to.equal(0);
    expect(turnsOf('olena', 'new', 'new', 'olena')).to.equal(0);
  });

  it('is the same who was not signed in and is now', () => {
    expect(turnsOf(null, 'olena')).to.equal(0);
    expect(turnsOf(null, 'new', 'olena')).to.equal(0);
    expect(turnsOf(null, 'new', null, 'new', 'olena')).to.equal(0);
  });

  it('is another one in another session, in the same one, and when nobody came back', () => {
    expect(turnsOf('olena', 'new', 'petro')).to.equal(1);
    expect(turnsOf('olena', 'petro')).to.equal(1);
    expect(turnsOf('olena', null, 'petro')).to.equal(1);
    expect(turnsOf('olena', 'new', null)).to.equal(1);
    expect(turnsOf('olena', 'new', 'petro', 'new', 'olena')).to.equal(2);
  });

  it('is another one after signing out, who goes on then whoever it is', () => {
    expect(turnsOf('olena', 'out')).to.equal(1);
    expect(turnsOf('olena', 'out', 'olena')).to.equal(1);
    expect(turnsOf('olena', 'out', null, 'new', 'petro')).to.equal(1);
    expect(turnsOf('out')).to.equal(1);
  });

  it('may be another one in every session where the service does not tell them apart, or never said who it was', () => {
    expect(turnsOf('', '')).to.equal(0);
    expect(turnsOf('', 'new', '')).to.equal(1);
    expect(turnsOf(null, 'new', '')).to.equal(0);
    expect(turnsOf('new', 'olena')).to.equal(1);
  });
});
