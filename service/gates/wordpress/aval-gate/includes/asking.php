<?php
/**
 * Asking Aval, from this server alone: for the panel (`/wp-json/aval-gate/v1/check`) and for the guard.
 */

defined( 'ABSPATH' ) || exit;

/** Ask the gate. Returns null whenever there is no answer that can be read. */
function aval_gate_ask( array $question ): ?array {
	$url = (string) ( aval_gate_settings()['url'] ?? '' );
	if ( '' === aval_gate_token() || ! aval_gate_is_safe_url( $url ) ) {
		return null;
	}
	$reply = wp_remote_post(
		$url . '/api/v1/gate',
		array(
			'timeout'     => 10,
			'redirection' => 0,
			'headers'     => array( 'Authorization' => 'Bearer ' . aval_gate_token(), 'Content-Type' => 'application/json' ),
			'body'        => wp_json_encode( $question ),
		)
	);
	if ( is_wp_error( $reply ) ) {
		return null;
	}
	return aval_gate_read( (int) wp_remote_retrieve_response_code( $reply ), (string) wp_remote_retrieve_body( $reply ) );
}

/** The route of the panel: whoever may edit posts asks, with WordPress's own nonce. */
function aval_gate_route(): void {
	register_rest_route(
		'aval-gate/v1',
		'/check',
		array(
			'methods'             => 'POST',
			'permission_callback' => static fn() => current_user_can( 'edit_posts' ),
			'callback'            => 'aval_gate_answer',
		)
	);
}

/** Forward the words of a post; medium, channel and purpose are the site's. */
function aval_gate_answer( WP_REST_Request $request ) {
	$given    = $request->get_json_params();
	$text     = aval_gate_text( (string) ( $given['title'] ?? '' ), (string) ( $given['content'] ?? '' ), (string) ( $given['excerpt'] ?? '' ) );
	$question = aval_gate_question( $text, aval_gate_settings(), wp_date( 'Y-m-d' ), 'none' === ( $given['people'] ?? '' ) );
	$answer   = aval_gate_ask( $question );
	return null === $answer ? new WP_Error( 'aval_gate', aval_gate_say( 'retry.text' ), array( 'status' => 502 ) ) : $answer + array( 'asked_text' => $text );
}
