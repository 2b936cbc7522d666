//! Rows that belong together: an object, and further rows that are pictures of it (`parentid`).

use super::rows::Object;
use std::collections::HashMap;

/// An object with the rows that belong to it.
#[derive(Debug)]
pub(super) struct Group {
    pub head: Object,
    pub children: Vec<Object>,
    /// The head names a parent that is not in the file.
    pub is_orphan: bool,
    /// Row of an earlier object with the same number.
    pub earlier: Option<u64>,
}

/// Puts each child under its object, however many steps up that is. Order stays that of the rows.
pub(super) fn arrange(objects: Vec<Object>) -> Vec<Group> {
    let mut by_number: HashMap<String, usize> = HashMap::new();
    let mut earlier = vec![None; objects.len()];
    for (at, object) in objects
        .iter()
        .enumerate()
        .filter(|(_, o)| !o.number().is_empty())
    {
        let first = *by_number.entry(object.number().to_owned()).or_insert(at);
        earlier[at] = (first != at).then(|| objects[first].row);
    }
    let parent = |at: usize| {
        let known = by_number.get(&objects[at].parent).copied();
        known.filter(|parent| *parent != at)
    };
    let heads: Vec<usize> = (0..objects.len()).map(|at| head(at, &parent)).collect();
    let mut groups: Vec<Option<Group>> = Vec::new();
    let mut children = Vec::new();
    for (at, object) in objects.into_iter().enumerate() {
        if heads[at] != at {
            children.push((heads[at], object));
            groups.push(None);
            continue;
        }
        groups.push(Some(Group {
            is_orphan: !object.parent.is_empty(),
            head: object,
            children: Vec::new(),
            earlier: earlier[at],
        }));
    }
    for (head, child) in children {
        if let Some(Some(group)) = groups.get_mut(head) {
            group.children.push(child);
        }
    }
    groups.into_iter().flatten().collect()
}

/// The topmost row above this one. Rows that are each other's parents belong to nobody.
fn head(from: usize, parent: &impl Fn(usize) -> Option<usize>) -> usize {
    const DEEPEST: usize = 100;
    let mut at = from;
    for _ in 0..DEEPEST {
        match parent(at) {
            Some(above) if above != from => at = above,
            Some(_) => return from,
            None => return at,
        }
    }
    from
}
