"""Words of the report on posts reviewed each morning: counts, never a reason."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.post_review": "Posts reviewed",
    "post_review.title": "Posts reviewed this morning",
    "post_review.lead": "Each morning, all current posts are checked again.",
    "post_review.none": "No review has taken place yet. The first is tomorrow morning.",
    "post_review.over": "The review of {day} is over.",
    "post_review.under_way": "The review of {day} is under way: {share}%.",
    "post_review.live": "Current posts, checked again",
    "post_review.listed": "To be taken down",
    "post_review.lapsed": "Numbers expired, never published",
    "post_review.began": "Began",
    "post_review.ended": "Ended",
    "post_review.seconds": "Took",
    "post_review.seconds.count": ("{n} second", "{n} seconds"),
    "post_review.why": "The registry never gives a reason.",
    "post_review.takedowns": "See posts to take down",
}
