<?php
/**
 * The gate protocol, version 1, read strictly: whatever is not a clear yes is a no. Nothing here is WordPress.
 */

/** The closed lists a site chooses from. */
const AVAL_GATE_MEDIA    = array( 'photo', 'video', 'voice', 'name', 'testimonial' );
const AVAL_GATE_CHANNELS = array( 'web_site', 'intranet', 'newsletter', 'internal_training', 'facebook', 'facebook_personal', 'instagram', 'linkedin', 'youtube', 'x', 'tiktok', 'print', 'press_release', 'press_broadcast' );
const AVAL_GATE_PURPOSES = array( 'information', 'promotion', 'recognition', 'recruitment', 'fundraising', 'training', 'safety_alert', 'other' );

/** What a reader sees of a post's markup, as the gate wants it: words, one line for each block. */
function aval_gate_text( string $title, string $content, string $excerpt = '' ): string {
	$whole = implode( "\n", array_filter( array( $title, $excerpt, $content ), 'strlen' ) );
	$whole = preg_replace( '/<!--.*?-->/s', '', $whole );
	$whole = preg_replace( '#<(script|style)\b[^>]*>.*?</\1>#is', '', (string) $whole );
	$whole = preg_replace_callback( '/<[^>]*\b(?:alt|title)\s*=\s*("[^"]*"|\'[^\']*\')[^>]*>/i', static fn( $met ) => $met[0] . ' ' . substr( $met[1], 1, -1 ) . "\n", (string) $whole );
	$whole = preg_replace( '#<(br|/p|/h[1-6]|/li|/div|/figcaption|/blockquote|/td)\b[^>]*>#i', "\n", (string) $whole );
	$whole = html_entity_decode( strip_tags( (string) $whole ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	return trim( (string) preg_replace( array( '/[ \t]+/', '/\s*\n\s*/' ), array( ' ', "\n" ), $whole ) );
}

/** The body that the gate is asked with. */
function aval_gate_question( string $text, array $settings, string $on, bool $nobody ): array {
	$question = array(
		'text'    => $text,
		'medium'  => $settings['medium'] ?? 'photo',
		'channel' => $settings['channel'] ?? 'web_site',
		'purpose' => $settings['purpose'] ?? 'information',
		'on'      => $on,
	);
	return $nobody ? $question + array( 'people' => 'none' ) : $question;
}

/** Read an answer of version 1; null for anything else. */
function aval_gate_read( int $status, string $body ): ?array {
	$given = 200 === $status ? json_decode( $body, true ) : null;
	if ( ! is_array( $given ) || ! in_array( $given['answer'] ?? null, array( 'yes', 'yes_with_conditions', 'no', 'cannot_tell' ), true ) ) {
		return null;
	}
	if ( ! is_array( $given['findings'] ?? null ) || ! is_array( $given['conditions'] ?? null ) ) {
		return null;
	}
	return $given;
}

/** Tell whether an answer lets content out today: a yes, nothing that blocks, and still good. */
function aval_gate_is_clear( ?array $answer, string $today ): bool {
	if ( null === $answer || ! in_array( $answer['answer'], array( 'yes', 'yes_with_conditions' ), true ) ) {
		return false;
	}
	if ( ( 'yes' === $answer['answer'] ) !== ( array() === $answer['conditions'] ) ) {
		return false;
	}
	foreach ( $answer['findings'] as $finding ) {
		if ( ! is_array( $finding ) || 'warn' !== ( $finding['severity'] ?? null ) ) {
			return false;
		}
	}
	$until = $answer['valid_until'] ?? null;
	return null === $until || ( is_string( $until ) && $today <= $until );
}

/** Tell whether a status makes a post readable by others, now or by itself later. */
function aval_gate_publishes( string $status ): bool {
	return in_array( $status, array( 'publish', 'future', 'private' ), true );
}

/** Tell whether an address may be given a token: https, or this very machine. */
function aval_gate_is_safe_url( string $url ): bool {
	$parts = parse_url( $url );
	$host  = $parts['host'] ?? '';
	if ( ! is_array( $parts ) || '' === $host || isset( $parts['user'] ) ) {
		return false;
	}
	return 'https' === ( $parts['scheme'] ?? '' ) || ( 'http' === ( $parts['scheme'] ?? '' ) && in_array( $host, array( '127.0.0.1', 'localhost' ), true ) );
}
