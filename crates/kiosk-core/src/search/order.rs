//! One way of sorting for all of the search.
//!
//! The standard library's sorts are made anew for each type and weigh 30 KB of wasm here; this one
//! sorts numbers only, and what is to be sorted is written as a number.

/// Up to so many are put in their places one by one.
const FEW: usize = 32;

/// Sorts, smallest first.
pub fn sort(list: &mut Vec<u64>) {
    // Words found by their beginning come sorted, and a single letter finds thousands.
    if list.windows(2).all(|pair| pair[0] <= pair[1]) {
        return;
    }
    if list.len() > FEW {
        sort_by_bytes(list);
        return;
    }
    for from in 1..list.len() {
        let mut at = from;
        while at > 0 && list[at - 1] > list[at] {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Byte by byte, the least telling first. Takes the same time whatever the order was.
fn sort_by_bytes(list: &mut Vec<u64>) {
    let mut moved = vec![0; list.len()];
    for shift in (0..64).step_by(8) {
        let byte = |key: u64| (key >> shift & 0xFF) as usize;
        let mut places = [0usize; 256];
        for key in list.iter() {
            places[byte(*key)] += 1;
        }
        if places[byte(list[0])] == list.len() {
            continue;
        }
        let mut start = 0;
        for place in &mut places {
            let count = *place;
            *place = start;
            start += count;
        }
        for key in list.iter() {
            let place = &mut places[byte(*key)];
            moved[*place] = *key;
            *place += 1;
        }
        std::mem::swap(list, &mut moved);
    }
}

/// A number for something that counts `count`: the most come first, equals by their own number.
pub fn most_first(count: u32, number: usize) -> u64 {
    u64::from(u32::MAX - count) << 32 | number as u64
}

/// The number in it.
pub fn number(key: u64) -> usize {
    key as u32 as usize
}

/// How much it counts.
pub fn counted(key: u64) -> u32 {
    u32::MAX - (key >> 32) as u32
}

/// Numbers of words, in the order of the words: by their first five bytes, and where those are the
/// same by the next.
pub fn sort_words<'a>(count: usize, word: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let mut sorted = Vec::with_capacity(count);
    sort_from(0, (0..count).collect(), word, &mut sorted);
    sorted
}

fn sort_from<'a>(
    depth: usize,
    numbers: Vec<usize>,
    word: &dyn Fn(usize) -> &'a str,
    sorted: &mut Vec<usize>,
) {
    let mut keys = Vec::with_capacity(numbers.len());
    for number in numbers {
        let bytes = word(number).as_bytes();
        let five = (depth..depth + 5).fold(0, |key, at| {
            key << 8 | u64::from(bytes.get(at).copied().unwrap_or(0))
        });
        keys.push(five << 24 | number as u64);
    }
    sort(&mut keys);
    for same in keys.chunk_by(|a, b| a >> 24 == b >> 24) {
        let numbers: Vec<usize> = same.iter().map(|key| (key & 0xFF_FFFF) as usize).collect();
        // No word holds a zero byte: one at the end says that these are the same to the end.
        if numbers.len() < 2 || same[0] >> 24 & 0xFF == 0 {
            sorted.extend(numbers);
        } else {
            sort_from(depth + 5, numbers, word, sorted);
        }
    }
}
