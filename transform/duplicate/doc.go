// Package duplicate finds the offers that say nearly the same, among those of
// one block: same trade, same commune, same employer. Two are duplicates when
// created within a number of days of each other and when the shingles of their
// texts (runs of three words, without case, accents or punctuation) have a
// Jaccard similarity of a threshold or more. Groups are connected components;
// of each one offer is kept: of the highest level, then the oldest, then of the
// smallest id.
//
// The answer is that of comparing all pairs, without doing so:
//
//   - Offers come by block and day. One that has the very shingles of another
//     created within the days before joins its run, and is compared no more: the
//     chain already holds together, and whatever is near one of its members in
//     text and time was linked to the run when the later of the two began. Most
//     duplicates are such copies.
//   - A new run is held against the runs of the window only. Similarity bounds
//     both the sizes of two sets and the number of shingles that one has and the
//     other has not; a sketch of 512 bits, in which each shingle flips one, can
//     never differ in more bits than that number. Unlike texts are told apart
//     by a few words of it, in some nanoseconds, and only what is left is
//     compared shingle by shingle.
//   - Size and sketch make a text's print, a tenth of it: Alike leaves the offers that
//     may have a duplicate by prints alone, and Rows, given these, answers as if given all.
//
// Sets are held for the runs of the window, so memory is bounded by a window of
// one block; ids and days for the block. A pair costs so little that an index of
// shingles would only pay beyond some ten thousand unlike texts of one trade,
// one commune and one employer within sixty days.
//
// Shingles are 64-bit hashes: in a night of 27 million offers, the odds that two
// compared texts share one hash by chance, and that one shingle decides, are
// under one in a million.
//
// It reads no table and knows no channel. Start with Rows,
// then Alike.
package duplicate
