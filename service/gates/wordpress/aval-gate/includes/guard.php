<?php
/**
 * The guard: whatever asks for it (editor, quick edit, REST, XML-RPC, a scheduled post), nothing goes out
 * without a yes for the very words that go out. It asks by itself, whatever the panel was told.
 */

defined( 'ABSPATH' ) || exit;

/** Meta field by which somebody attests that nobody can be recognised. */
const AVAL_GATE_NOBODY = '_aval_gate_nobody';

function aval_gate_add_guard(): void {
	add_action( 'init', 'aval_gate_meta' );
	add_filter( 'wp_insert_post_data', 'aval_gate_hold', 99, 2 );
	add_action( 'init', 'aval_gate_guard_rest', 99 );
	add_action( 'publish_future_post', 'aval_gate_hold_scheduled', 1 );
	add_action( 'admin_notices', 'aval_gate_notice' );
}

function aval_gate_meta(): void {
	foreach ( aval_gate_types() as $type ) {
		register_post_meta(
			$type,
			AVAL_GATE_NOBODY,
			array(
				'type'          => 'boolean',
				'single'        => true,
				'show_in_rest'  => true,
				'auth_callback' => static fn() => current_user_can( 'edit_posts' ),
			)
		);
	}
}

/** The kinds of posts that the public reads. */
function aval_gate_types(): array {
	return array_values( array_diff( get_post_types( array( 'public' => true ) ), array( 'attachment' ) ) );
}

/** Tell whether these words may go out now. */
function aval_gate_allows( string $title, string $content, string $excerpt, bool $nobody ): bool {
	$text = aval_gate_text( $title, $content, $excerpt );
	$on   = wp_date( 'Y-m-d' );
	return aval_gate_is_clear( aval_gate_ask( aval_gate_question( $text, aval_gate_settings(), $on, $nobody ) ), $on );
}

/** Keep as pending what would go out and may not. Slashes are WordPress's own way at this place. */
function aval_gate_hold( array $data, array $given ): array {
	$type = (string) ( $data['post_type'] ?? '' );
	if ( ! aval_gate_publishes( (string) ( $data['post_status'] ?? '' ) ) || ! in_array( $type, aval_gate_types(), true ) ) {
		return $data;
	}
	$words = wp_unslash( array( $data['post_title'] ?? '', $data['post_content'] ?? '', $data['post_excerpt'] ?? '' ) );
	if ( aval_gate_allows( $words[0], $words[1], $words[2], aval_gate_nobody( $given ) ) ) {
		return $data;
	}
	$data['post_status'] = 'pending';
	aval_gate_note();
	return $data;
}

/** Read the attestation where it was just given, else where it is kept. */
function aval_gate_nobody( array $given ): bool {
	$sent = $given['meta_input'][ AVAL_GATE_NOBODY ] ?? null;
	if ( null !== $sent ) {
		return (bool) $sent;
	}
	if ( isset( $_POST['aval_gate_nonce'] ) && wp_verify_nonce( sanitize_key( wp_unslash( $_POST['aval_gate_nonce'] ) ), 'aval_gate' ) ) {
		return ! empty( $_POST['aval_gate_nobody'] );
	}
	return (bool) get_post_meta( (int) ( $given['ID'] ?? 0 ), AVAL_GATE_NOBODY, true );
}

function aval_gate_guard_rest(): void {
	foreach ( aval_gate_types() as $type ) {
		add_filter( "rest_pre_insert_{$type}", 'aval_gate_refuse', 99, 2 );
	}
}

/** In the block editor a refusal is told in words, instead of a post that is quietly pending. */
function aval_gate_refuse( $prepared, WP_REST_Request $request ) {
	$before = isset( $prepared->ID ) ? get_post( $prepared->ID ) : null;
	$status = $prepared->post_status ?? ( $before ? $before->post_status : '' );
	if ( ! aval_gate_publishes( (string) $status ) ) {
		return $prepared;
	}
	$meta   = $request->get_param( 'meta' );
	$nobody = is_array( $meta ) && array_key_exists( AVAL_GATE_NOBODY, $meta ) ? (bool) $meta[ AVAL_GATE_NOBODY ] : ( $before && get_post_meta( $before->ID, AVAL_GATE_NOBODY, true ) );
	$word   = static fn( string $name ) => (string) ( $prepared->$name ?? ( $before ? $before->$name : '' ) );
	if ( aval_gate_allows( $word( 'post_title' ), $word( 'post_content' ), $word( 'post_excerpt' ), (bool) $nobody ) ) {
		$prepared->meta_input = array( AVAL_GATE_NOBODY => (bool) $nobody ) + (array) ( $prepared->meta_input ?? array() );
		return $prepared;
	}
	return new WP_Error( 'aval_gate_refused', aval_gate_say( 'wp.refused' ), array( 'status' => 403 ) );
}

/** A post whose hour has come is asked about that day. WordPress publishes only what is still scheduled. */
function aval_gate_hold_scheduled( $post_id ): void {
	$post = get_post( $post_id );
	if ( ! $post || ! in_array( $post->post_type, aval_gate_types(), true ) ) {
		return;
	}
	$nobody = (bool) get_post_meta( $post->ID, AVAL_GATE_NOBODY, true );
	if ( ! aval_gate_allows( $post->post_title, $post->post_content, $post->post_excerpt, $nobody ) ) {
		wp_update_post( array( 'ID' => $post->ID, 'post_status' => 'pending' ) );
	}
}

function aval_gate_note(): void {
	if ( is_user_logged_in() ) {
		set_transient( 'aval_gate_held_' . get_current_user_id(), '1', 300 );
	}
}

function aval_gate_notice(): void {
	$key = 'aval_gate_held_' . get_current_user_id();
	if ( ! get_transient( $key ) ) {
		return;
	}
	delete_transient( $key );
	$words = '' === aval_gate_token() ? aval_gate_say( 'wp.unset' ) : aval_gate_say( 'wp.refused' );
	echo '<div class="notice notice-error"><p>' . esc_html( $words . ' ' . aval_gate_say( 'wp.kept' ) ) . '</p></div>';
}
