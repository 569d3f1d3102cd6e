<?php
/**
 * The panel in both editors. It helps whoever writes; the guard is what holds.
 */

defined( 'ABSPATH' ) || exit;

function aval_gate_add_editor(): void {
	add_action( 'rest_api_init', 'aval_gate_route' );
	add_action( 'enqueue_block_editor_assets', 'aval_gate_block_scripts' );
	add_action( 'admin_enqueue_scripts', 'aval_gate_classic_scripts' );
	add_action( 'post_submitbox_misc_actions', 'aval_gate_classic_box' );
	add_action( 'save_post', 'aval_gate_save_nobody' );
}

function aval_gate_scripts( string $name, array $needs ): void {
	$main = dirname( __DIR__ ) . '/aval-gate.php';
	wp_enqueue_style( 'aval-gate', plugins_url( 'aval-gate.css', $main ), array(), '1.0.0' );
	wp_enqueue_script( 'aval-gate', plugins_url( 'aval-gate.js', $main ), array(), '1.0.0', true );
	wp_enqueue_script( 'aval-gate-' . $name, plugins_url( $name . '-editor.js', $main ), array_merge( array( 'aval-gate' ), $needs ), '1.0.0', true );
	$known = array(
		'endpoint' => rest_url( 'aval-gate/v1/check' ),
		'nonce'    => wp_create_nonce( 'wp_rest' ),
		'language' => get_user_locale(),
		'nobody'   => aval_gate_say( 'wp.people' ),
		'meta'     => AVAL_GATE_NOBODY,
	);
	wp_localize_script( 'aval-gate-' . $name, 'avalGateSite', $known );
}

function aval_gate_block_scripts(): void {
	aval_gate_scripts( 'block', array( 'wp-plugins', 'wp-editor', 'wp-edit-post', 'wp-element', 'wp-data', 'wp-components' ) );
}

function aval_gate_classic_scripts( string $page ): void {
	$screen = get_current_screen();
	if ( in_array( $page, array( 'post.php', 'post-new.php' ), true ) && $screen && ! $screen->is_block_editor() ) {
		aval_gate_scripts( 'classic', array( 'jquery' ) );
	}
}

/** The attestation in the classic editor, with a nonce of its own. */
function aval_gate_classic_box( $post ): void {
	if ( ! in_array( $post->post_type, aval_gate_types(), true ) ) {
		return;
	}
	wp_nonce_field( 'aval_gate', 'aval_gate_nonce' );
	echo '<div class="misc-pub-section"><label><input type="checkbox" id="aval-gate-nobody" name="aval_gate_nobody" value="1"';
	echo checked( (bool) get_post_meta( $post->ID, AVAL_GATE_NOBODY, true ), true, false ) . '> ' . esc_html( aval_gate_say( 'wp.people' ) ) . '</label></div>';
}

function aval_gate_save_nobody( $post_id ): void {
	$nonce = isset( $_POST['aval_gate_nonce'] ) ? sanitize_key( wp_unslash( $_POST['aval_gate_nonce'] ) ) : '';
	if ( ! wp_verify_nonce( $nonce, 'aval_gate' ) || ! current_user_can( 'edit_post', $post_id ) ) {
		return;
	}
	update_post_meta( $post_id, AVAL_GATE_NOBODY, ! empty( $_POST['aval_gate_nobody'] ) );
}
