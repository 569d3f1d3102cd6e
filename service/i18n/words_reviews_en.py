"""Words of the report on posts reviewed each morning: counts, never a reason."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.post_review": "Posts reviewed",
    "review.title": "Posts reviewed this morning",
    "review.lead": "Each morning, all current posts are checked again.",
    "review.none": "No review has taken place yet. The first is tomorrow morning.",
    "review.over": "The review of {day} is over.",
    "review.under_way": "The review of {day} is under way: {share}%.",
    "review.live": "Current posts, checked again",
    "review.listed": "To be taken down",
    "review.lapsed": "Numbers expired, never published",
    "review.began": "Began",
    "review.ended": "Ended",
    "review.seconds": "Took",
    "review.seconds.count": ("{n} second", "{n} seconds"),
    "review.why": "The registry never gives a reason.",
    "review.takedowns": "See posts to take down",
}
